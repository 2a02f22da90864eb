package io.github.threadreporter.attach;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;

/** Stages a file, and waits to be told to end. */
final class StagingMain {

    private StagingMain() {}

    public static void main(String[] arguments) throws IOException {
        Staging staging = Staging.in(Jvms.of(Long.parseLong(arguments[0])), Path.of(arguments[1]));
        staging.copy(new ByteArrayInputStream(new byte[10]), "a");
        System.out.println("staged");
        System.in.read();
        throw new IllegalStateException("not told to end");
    }
}
