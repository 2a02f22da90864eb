package io.github.threadreporter.enrich.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The real disk, with a list of what was opened. */
final class CountingDisk implements SourceDisk {

    final List<Path> files = new CopyOnWriteArrayList<>();
    final List<Path> archives = new CopyOnWriteArrayList<>();

    @Override
    public @Nullable Stamp stamp(Path path) {
        return REAL.stamp(path);
    }

    @Override
    public InputStream open(Path file) throws IOException {
        files.add(file);
        return REAL.open(file);
    }

    @Override
    public ZipFile openArchive(Path file) throws IOException {
        archives.add(file);
        return REAL.openArchive(file);
    }

    void forget() {
        files.clear();
        archives.clear();
    }
}
