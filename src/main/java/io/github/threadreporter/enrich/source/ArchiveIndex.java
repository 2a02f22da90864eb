package io.github.threadreporter.enrich.source;

import io.github.threadreporter.enrich.source.SourceDisk.Stamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The source files in an archive, as one number each: the hash of the path with the folder cut off that archives pack
 * sources in, and in its last bits which folder that was. A hash met by chance costs one look into the archive.
 * Immutable.
 */
final class ArchiveIndex implements SourceCache.Kept {

    /** Folders that build tools pack sources in; Kotlin's multiplatform jars add {@code commonMain/} and the like. */
    private static final List<String> FOLDERS =
            List.of("", "BOOT-INF/classes/", "WEB-INF/classes/", "META-INF/sources/");

    private static final Pattern PLATFORM = Pattern.compile("[a-z]\\w*Main/");
    private static final List<String> LANGUAGES = List.of(".java", ".kt", ".kts", ".groovy", ".scala");
    private static final int FOLDER_BITS = 15;
    private static final int CHARS_A_HASH = 4;
    /** Above this, every path may be inside and the archive itself is asked. */
    private static final int MOST = 262_144;

    private final Stamp stamp;
    private final List<String> folders;
    private final long[] hashes;
    private final String broken;

    private ArchiveIndex(Stamp stamp, List<String> folders, long[] hashes, String broken) {
        this.stamp = stamp;
        this.folders = List.copyOf(folders);
        this.hashes = hashes;
        this.broken = broken;
    }

    static ArchiveIndex of(ZipFile zip, Stamp stamp) {
        List<String> folders = new ArrayList<>(FOLDERS);
        long[] hashes = new long[256];
        int count = 0;
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements() && count <= MOST) {
            String name = entries.nextElement().getName();
            if (LANGUAGES.stream().noneMatch(name::endsWith)) {
                continue;
            }
            if (count == hashes.length) {
                hashes = Arrays.copyOf(hashes, count * 2);
            }
            int folder = folder(name, folders);
            hashes[count++] = bits(name.substring(folders.get(folder).length())) | folder;
        }
        long[] sorted = Arrays.copyOf(hashes, count);
        Arrays.sort(sorted);
        return new ArchiveIndex(stamp, folders, sorted, "");
    }

    /** Of an archive that cannot be read: it is not tried again before it changes. */
    static ArchiveIndex broken(Stamp stamp, String why) {
        return new ArchiveIndex(stamp, List.of(), new long[0], why);
    }

    /** Which of {@code folders} the file is in; adds a platform's folder when it is first met, while there is room. */
    private static int folder(String name, List<String> folders) {
        Matcher platform = PLATFORM.matcher(name);
        if (platform.lookingAt() && !folders.contains(platform.group()) && folders.size() <= FOLDER_BITS) {
            folders.add(platform.group());
        }
        for (int i = 1; i < folders.size(); i++) {
            if (name.startsWith(folders.get(i))) {
                return i;
            }
        }
        return 0;
    }

    boolean mayHold(SourceKey key) {
        return key.paths().stream().anyMatch(path -> !names(path).isEmpty());
    }

    /** The names of entries that may be the file {@code path}. */
    List<String> names(String path) {
        if (hashes.length > MOST) {
            return folders.stream().map(folder -> folder + path).toList();
        }
        long wanted = bits(path);
        int at = Arrays.binarySearch(hashes, wanted);
        at = at < 0 ? -at - 1 : at;
        if (at == hashes.length || (hashes[at] & ~FOLDER_BITS) != wanted) {
            return List.of();
        }
        List<String> names = new ArrayList<>(1);
        for (; at < hashes.length && (hashes[at] & ~FOLDER_BITS) == wanted; at++) {
            names.add(folders.get((int) (hashes[at] & FOLDER_BITS)) + path);
        }
        return names;
    }

    private static long bits(String path) {
        long hash = 0;
        for (int i = 0; i < path.length(); i++) {
            hash = (hash ^ path.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return hash & ~FOLDER_BITS;
    }

    Stamp stamp() {
        return stamp;
    }

    /** Why the archive cannot be read, or empty. */
    String broken() {
        return broken;
    }

    @Override
    public int chars() {
        return hashes.length * CHARS_A_HASH + broken.length();
    }
}
