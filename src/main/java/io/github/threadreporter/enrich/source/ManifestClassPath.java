package io.github.threadreporter.enrich.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Class paths that hide in the manifest of a jar: {@code java -jar app.jar}, and the manifest-only jars of build tools
 * and IDEs. A class path that does so is short, so only its first jars are asked.
 */
final class ManifestClassPath {

    private static final int JARS_ASKED = 16;
    private static final int MOST_BYTES = 4 * 1024 * 1024;
    /** The longest class paths seen have about 1,500 entries. */
    static final int MOST_ENTRIES = 8_192;

    private ManifestClassPath() {}

    /** The entries themselves, and after each one those that its manifest names, one level deep. */
    static List<Path> follow(List<Path> classPath, SourceDisk disk) {
        Set<Path> all = new LinkedHashSet<>();
        int asked = 0;
        for (Path entry : classPath) {
            all.add(entry);
            SourceDisk.Stamp stamp = asked < JARS_ASKED ? disk.stamp(entry) : null;
            if (stamp != null && !stamp.folder()) {
                asked++;
                all.addAll(named(entry, disk));
            }
        }
        return List.copyOf(all);
    }

    private static List<Path> named(Path jar, SourceDisk disk) {
        try (ZipFile zip = disk.openArchive(jar)) {
            ZipEntry entry = zip.getEntry("META-INF/MANIFEST.MF");
            if (entry == null) {
                return List.of();
            }
            try (InputStream in = zip.getInputStream(entry)) {
                Manifest manifest = new Manifest(new ByteArrayInputStream(in.readNBytes(MOST_BYTES)));
                return named(jar, manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH));
            }
        } catch (IOException | RuntimeException e) {
            // The look-up itself opens this jar too, and reports it as broken.
            return List.of();
        }
    }

    private static List<Path> named(Path jar, @Nullable String classPath) {
        List<Path> paths = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(classPath == null ? "" : classPath, " ");
        while (tokens.hasMoreTokens()) {
            try {
                URI uri = jar.toUri().resolve(tokens.nextToken());
                if ("file".equals(uri.getScheme())) {
                    paths.add(Path.of(uri).normalize());
                }
            } catch (IllegalArgumentException | FileSystemNotFoundException e) {
                // Not a file here: the JVM skips such an entry too.
            }
        }
        return paths;
    }
}
