package io.github.threadreporter.enrich.source;

import io.github.threadreporter.enrich.source.SourceDisk.Stamp;
import io.github.threadreporter.enrich.source.SourcePlace.Scope;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where to look, in order: the configured roots, the class path and what lies beside it, the JDK. Thread-safe. */
final class SourcePlaces {

    /**
     * The places that exist now.
     *
     * @param found in order, with what is there
     * @param generation changes whenever {@code found} does
     */
    record Present(Map<SourcePlace, Stamp> found, long generation) {}

    private final List<Path> roots;
    private final List<SourcePlace> all;
    private final int leftOut;
    private final SourceDisk disk;
    private final AtomicReference<Present> last = new AtomicReference<>(new Present(Map.of(), 0));

    private SourcePlaces(List<Path> roots, Set<SourcePlace> all, int leftOut, SourceDisk disk) {
        this.roots = roots;
        this.all = List.copyOf(all);
        this.leftOut = Math.max(leftOut, 0);
        this.disk = disk;
    }

    /** Reads manifests and lists folders of Gradle's cache: not for the thread that builds the reporter. */
    static SourcePlaces of(List<Path> roots, List<Path> classPath, @Nullable Path javaHome, SourceDisk disk) {
        Set<SourcePlace> all = new LinkedHashSet<>();
        roots.forEach(root -> all.add(new SourcePlace(root, Scope.ALL)));
        List<Path> entries = ManifestClassPath.follow(classPath, disk);
        for (Path entry : entries.subList(0, Math.min(entries.size(), ManifestClassPath.MOST_ENTRIES))) {
            BesideClasses.of(entry).forEach(place -> all.add(new SourcePlace(place, Scope.CLASS_PATH)));
        }
        if (javaHome != null) {
            all.add(new SourcePlace(javaHome.resolve("lib").resolve("src.zip"), Scope.JDK));
        }
        return new SourcePlaces(roots, all, entries.size() - ManifestClassPath.MOST_ENTRIES, disk);
    }

    Present present() {
        Map<SourcePlace, Stamp> found = new LinkedHashMap<>();
        for (SourcePlace place : all) {
            Stamp stamp = disk.stamp(place.path());
            if (stamp != null) {
                found.put(place, stamp);
            }
        }
        Present now = new Present(Collections.unmodifiableMap(found), 0);
        return last.updateAndGet(before ->
                before.found().equals(now.found()) ? before : new Present(now.found(), before.generation() + 1));
    }

    /** Entries of the class path beyond the most that are looked at. */
    int leftOut() {
        return leftOut;
    }

    /** Configured roots that are not there. */
    List<Path> missingRoots(Present present) {
        return roots.stream()
                .filter(root -> !present.found().containsKey(new SourcePlace(root, Scope.ALL)))
                .toList();
    }
}
