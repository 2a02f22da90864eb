package io.github.threadreporter.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A jar of another version of this product: that of this build, with changes in the bytes of its entries. */
enum OtherJar {
    /** Says that it is of another version. */
    LATER,
    /** Its native methods have other names too, as if there were others. */
    OTHER_NATIVES,
    /** Its requests are of another protocol too. */
    OTHER_PROTOCOL;

    /** What {@code --version} of all these says. */
    static final String VERSION = "99.1.2";

    Path in(Path folder) throws IOException {
        Path file = folder.resolve(name() + ".jar");
        try (ZipFile origin = new ZipFile(System.getProperty("agent.jar"));
                OutputStream out = Files.newOutputStream(file);
                ZipOutputStream copy = new ZipOutputStream(out)) {
            for (Enumeration<? extends ZipEntry> all = origin.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                copy.putNextEntry(new ZipEntry(entry.getName()));
                copy.write(content(origin, entry.getName()));
            }
        }
        return file;
    }

    private byte[] content(ZipFile origin, String name) throws IOException {
        if (name.endsWith(".sha256")) {
            byte[] library = content(origin, name.substring(0, name.length() - ".sha256".length()));
            return checksum(library).getBytes(StandardCharsets.US_ASCII);
        }
        String content =
                new String(origin.getInputStream(origin.getEntry(name)).readAllBytes(), StandardCharsets.ISO_8859_1);
        return changed(name, content).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** One character is one byte, and no length changes in classes and libraries. */
    private String changed(String name, String content) {
        if (name.endsWith("version.properties")) {
            return "version=" + VERSION;
        }
        String result = content;
        boolean library = name.endsWith(".so");
        if (this != LATER && (library || name.contains("/internal/jvmti/"))) {
            result = result.replace("isAgent", "isOther");
        }
        if (this == OTHER_PROTOCOL) {
            if (library || name.endsWith("/AgentLoading.class")) {
                result = result.replace("threadreporter-1", "threadreporter-2");
            }
            if (name.endsWith("/Bootstrap.class") || name.endsWith("/AgentRequest.class")) {
                result = result.replace(constant("1"), constant("2"));
            }
        }
        return result;
    }

    /** As it stands in the constant pool of a class. */
    private static String constant(String digit) {
        return "\u0001\u0000\u0001" + digit;
    }

    private static String checksum(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
