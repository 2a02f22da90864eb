package io.github.threadreporter.attach;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The texts that HotSpot publishes about itself in a file: command, version, abilities. Nothing is there with {@code
 * -XX:-UsePerfData}, or where we may not read the file.
 */
final class PerfData {

    static final PerfData NONE = new PerfData(Map.of());

    private static final int MAGIC = 0xcafec0c0;
    private static final int HEADER = 32;
    private static final int ENTRY = 20;
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_FOLDERS = 1000;

    private final Map<String, String> texts;

    private PerfData(Map<String, String> texts) {
        this.texts = texts;
    }

    static PerfData of(Proc proc, ProcStatus status) {
        String name = Long.toString(status.ownPid());
        int left = MAX_FOLDERS;
        // In /tmp whatever java.io.tmpdir says; the folder is named after the user, as the target's system knows it.
        try (TargetFolder tmp = TargetFolder.in(proc.root(), "/tmp");
                DirectoryStream<Path> folders = Files.newDirectoryStream(tmp.itself(), "hsperfdata_*")) {
            for (Path folder : folders) {
                Path file = folder.resolve(name);
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Owner.of(file) == status.uid()) {
                    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                        return parse(in.readNBytes(MAX_BYTES));
                    }
                }
                if (--left == 0) {
                    break;
                }
            }
        } catch (IOException | RuntimeException e) {
            return NONE; // not for us, or of an unknown form: others tell what it would have told
        }
        return NONE;
    }

    static PerfData parse(byte[] bytes) {
        Map<String, String> texts = new HashMap<>();
        ByteBuffer data = ByteBuffer.wrap(bytes);
        if (data.getInt(0) != MAGIC) { // read as big-endian whatever the order of the rest
            return NONE;
        }
        data.order(data.get(4) == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int at = data.getInt(24);
        int count = data.getInt(28);
        for (int i = 0; i < count && at >= HEADER && at <= bytes.length - ENTRY; i++) {
            int length = data.getInt(at);
            int vector = data.getInt(at + 8);
            if (data.get(at + 12) == 'B' && vector > 0) {
                texts.put(
                        text(bytes, at + data.getInt(at + 4), length), text(bytes, at + data.getInt(at + 16), vector));
            }
            if (length <= 0) {
                break;
            }
            at += length;
        }
        return new PerfData(texts);
    }

    private static String text(byte[] bytes, int from, int atMost) {
        int end = from;
        while (end < bytes.length && end - from < atMost && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    /** Main class or jar with its arguments; empty if unknown. */
    String command() {
        return texts.getOrDefault("sun.rt.javaCommand", "");
    }

    /** E.g. {@code 17.0.15}; empty if unknown. */
    String version() {
        return texts.getOrDefault("java.property.java.version", "");
    }

    /** Whether the JVM says that its attach mechanism is switched off. */
    boolean deniesAttach() {
        return texts.getOrDefault("sun.rt.jvmCapabilities", "").startsWith("0");
    }
}
