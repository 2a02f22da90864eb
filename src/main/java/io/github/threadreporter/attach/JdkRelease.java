package io.github.threadreporter.attach;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What the file {@code release} of a runtime image tells.
 *
 * @param version e.g. {@code 17.0.15}; empty if unknown
 * @param instrument whether the image has the module java.instrument; true if unknown
 */
record JdkRelease(String version, boolean instrument) {

    static final JdkRelease UNKNOWN = new JdkRelease("", true);

    private static final int MAX_BYTES = 64 << 10;
    private static final int ABOVE_LIBRARY = 3; // lib/server/libjvm.so

    /** @param libjvm as the process names it */
    static JdkRelease of(Proc proc, @Nullable String libjvm) {
        String home = libjvm == null ? null : home(libjvm);
        if (home == null) {
            return UNKNOWN;
        }
        try (TargetFolder folder = TargetFolder.in(proc.root(), home)) {
            Path file = folder.at("release");
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return UNKNOWN;
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return parse(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return UNKNOWN; // the JDK was replaced under a running JVM, or is not for us to see
        }
    }

    private static @Nullable String home(String libjvm) {
        String path = libjvm;
        for (int i = 0; i < ABOVE_LIBRARY && path != null; i++) {
            int slash = path.lastIndexOf('/');
            path = slash <= 0 ? null : path.substring(0, slash);
        }
        return path;
    }

    static JdkRelease parse(String text) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IllegalArgumentException e) {
            throw new IOException("a release file of an unknown form", e);
        }
        String modules = unquoted(properties.getProperty("MODULES", ""));
        return new JdkRelease(
                unquoted(properties.getProperty("JAVA_VERSION", "")),
                modules.isEmpty() || Arrays.asList(modules.split(" ", -1)).contains("java.instrument"));
    }

    private static String unquoted(String value) {
        return value.replace("\"", "").strip();
    }
}
