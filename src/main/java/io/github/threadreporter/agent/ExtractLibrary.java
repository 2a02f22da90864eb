package io.github.threadreporter.agent;

import io.github.threadreporter.internal.jvmti.LibraryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the native library to a folder, to start a JVM with: {@code java -cp sentry-thread-reporter.jar
 * io.github.threadreporter.agent.ExtractLibrary FOLDER}. Prints the flag. A file of an earlier version is replaced.
 */
public final class ExtractLibrary {

    private ExtractLibrary() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println(
                    "usage: java -cp sentry-thread-reporter.jar " + ExtractLibrary.class.getName() + " FOLDER");
            System.exit(2);
        }
        Path folder = Files.createDirectories(Path.of(arguments[0])).toAbsolutePath();
        System.out.println("-agentpath:" + LibraryFile.ofThisJvm().replaceIn(folder));
    }
}
