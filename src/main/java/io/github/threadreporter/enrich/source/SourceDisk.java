package io.github.threadreporter.enrich.source;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * All that source lookup does with a disk. Streams of {@code java.io}, not channels: those close themselves when the
 * thread was interrupted, and a capture may run on an interrupted thread of the application.
 */
interface SourceDisk {

    /** The real one. */
    SourceDisk REAL = new SourceDisk() {
        @Override
        public @Nullable Stamp stamp(Path path) {
            // File, unlike Files, makes no exception for each file that is not there.
            File file = path.toFile();
            if (file.isFile()) {
                return new Stamp(file.lastModified(), file.length(), false);
            }
            return file.isDirectory() ? new Stamp(file.lastModified(), 0, true) : null;
        }

        @Override
        public InputStream open(Path file) throws IOException {
            return new FileInputStream(file.toFile());
        }

        @Override
        public ZipFile openArchive(Path file) throws IOException {
            return new ZipFile(file.toFile());
        }
    };

    /** What is at a path: null for nothing, and for what is neither a file nor a folder (reading a pipe would block). */
    @Nullable
    Stamp stamp(Path path);

    InputStream open(Path file) throws IOException;

    ZipFile openArchive(Path file) throws IOException;

    /**
     * Tells a file from the same file replaced.
     *
     * @param modified as {@link File#lastModified()}
     * @param size in bytes, 0 for a folder
     * @param folder whether it is a folder
     */
    record Stamp(long modified, long size, boolean folder) {}
}
