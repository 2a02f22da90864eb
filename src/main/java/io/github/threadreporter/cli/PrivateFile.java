package io.github.threadreporter.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that its owner alone may read, whatever was there before, and that is there as a whole or not at all: a report
 * is full of what an application works on.
 */
final class PrivateFile {

    private static final FileAttribute<?>[] OWNER_ONLY =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                    ? new FileAttribute<?>[] {
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                    }
                    : new FileAttribute<?>[0];

    private PrivateFile() {}

    /** What is written to the file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** The same as text. */
    @FunctionalInterface
    interface Text {
        void writeTo(Writer out) throws IOException;
    }

    /**
     * Whether it can be written, as far as that can be told before: a capture is not to be taken for nothing.
     *
     * @throws IllegalArgumentException saying why not
     */
    static void check(Path file) {
        Path folder = folder(file);
        if (Files.isDirectory(file)) {
            throw new IllegalArgumentException("-o: " + file + " is a folder; name a file in it");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "-o: " + file + " is no ordinary file; without -o it goes to the terminal,"
                            + " and the shell's > leads it elsewhere");
        }
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("-o: there is no folder " + folder + "; make it first");
        }
        if (!Files.isWritable(folder)) {
            throw new IllegalArgumentException("-o: nothing can be written into " + folder + "; name another folder");
        }
    }

    private static Path folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? file : folder; // the root is a folder itself
    }

    static void write(Path file, Content content) throws IOException {
        Path fresh = Files.createTempFile(folder(file), ".thread-reporter", ".part", OWNER_ONLY);
        try {
            try (OutputStream out = Files.newOutputStream(fresh)) {
                content.writeTo(out);
            }
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    static void writeText(Path file, Text text) throws IOException {
        write(file, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            text.writeTo(writer);
            writer.flush();
        });
    }
}
