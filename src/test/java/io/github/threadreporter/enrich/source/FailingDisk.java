package io.github.threadreporter.enrich.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The real disk, until told otherwise. */
final class FailingDisk implements SourceDisk {

    boolean failing;

    @Override
    public @Nullable Stamp stamp(Path path) {
        return REAL.stamp(path);
    }

    @Override
    public InputStream open(Path file) throws IOException {
        check();
        return REAL.open(file);
    }

    @Override
    public ZipFile openArchive(Path file) throws IOException {
        check();
        return REAL.openArchive(file);
    }

    private void check() throws IOException {
        if (failing) {
            throw new IOException("stale file handle");
        }
    }
}
