package io.github.threadreporter.internal.jvmti;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The library of one platform, as it lies in the jar beside its checksum. Immutable. */
public final class LibraryFile {

    private static final String NAME = "libthreadreporter.so";
    private static final int MAX_BYTES = 16 << 20;

    private final byte[] content;
    private final String checksum;

    private LibraryFile(byte[] content, String checksum) {
        this.content = content;
        this.checksum = checksum;
    }

    /**
     * The library for this JVM.
     *
     * @throws IOException with the reason, if there is none
     */
    public static LibraryFile ofThisJvm() throws IOException {
        try {
            return of(Platform.name(System::getProperty));
        } catch (Lacking e) {
            throw new IOException(e.why(), e);
        }
    }

    static LibraryFile of(String platform) throws Lacking {
        // Beside our own package, which shading moves together with its resources.
        String root = LibraryFile.class.getPackageName().replaceFirst("\\.?internal\\.jvmti$", "");
        String resource = "/" + root.replace('.', '/') + "/native/" + platform + "/" + NAME;
        try {
            byte[] content = read(resource);
            String expected = new String(read(resource + ".sha256"), StandardCharsets.US_ASCII).strip();
            if (!checksum(content).equals(expected)) {
                throw new Lacking("the native library in the jar does not match its checksum", null);
            }
            return new LibraryFile(content, expected);
        } catch (IOException e) {
            throw new Lacking("the native library cannot be read from the jar: " + e.getMessage(), e);
        }
    }

    private static byte[] read(String resource) throws IOException, Lacking {
        try (InputStream stream = LibraryFile.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new Lacking("the jar was built without " + resource.substring(1), null);
            }
            return stream.readNBytes(MAX_BYTES);
        }
    }

    /**
     * Writes it into a folder, in which it must not exist yet, and reads it back to check it.
     *
     * @throws IOException if it could not be written, or reads back as something else
     */
    public Path writeTo(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (!isIn(file)) {
            Files.delete(file);
            throw new IOException("the native library is not what was written to " + folder);
        }
        return file;
    }

    /**
     * Writes it into a folder, in place of what is there. A JVM that runs with the earlier file keeps it.
     *
     * @throws IOException if it could not be written
     */
    public Path replaceIn(Path folder) throws IOException {
        Path fresh = Files.createTempDirectory(folder, "new");
        try {
            return Files.move(writeTo(fresh), folder.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.delete(fresh);
        }
    }

    /** Whether that file holds this library. */
    boolean isIn(Path file) throws IOException {
        return Files.size(file) == content.length
                && checksum(Files.readAllBytes(file)).equals(checksum);
    }

    private static String checksum(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
