package io.github.threadreporter.enrich.source;

import io.github.threadreporter.enrich.source.SourceDisk.Stamp;
import io.github.threadreporter.enrich.source.SourceOutcome.Absent;
import io.github.threadreporter.enrich.source.SourceOutcome.Found;
import io.github.threadreporter.model.CaptureLimits;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One look for the sources of one dump. Goes place by place, not file by file: so each archive is opened at most once,
 * one at a time, and each file is read at most once, whatever the cache holds. Used by one thread, once.
 */
final class SourcePass {

    private final SourcePlaces.Present places;
    private final SourceCache cache;
    private final SourceDisk disk;
    private final CaptureLimits limits;

    private final Map<SourceKey, Set<Integer>> open = new LinkedHashMap<>();
    private final Map<SourceKey, SourceOutcome> outcomes = new HashMap<>();
    private final Map<SourceKey, SourceGap> refusals = new HashMap<>();
    private final Map<Path, String> broken = new LinkedHashMap<>();
    private final Map<Path, Stamp> stamps = new HashMap<>();
    private boolean complete = true;

    SourcePass(SourcePlaces.Present places, SourceCache cache, SourceDisk disk, CaptureLimits limits) {
        this.places = places;
        this.cache = cache;
        this.disk = disk;
        this.limits = limits;
    }

    /** An outcome for every key; one that is {@link Found} knows all lines wanted. */
    Map<SourceKey, SourceOutcome> find(Map<SourceKey, Set<Integer>> wanted) {
        wanted.forEach((key, lines) -> {
            SourceOutcome kept = cache.get(key, SourceOutcome.class);
            if (kept != null && stillHolds(kept, lines)) {
                outcomes.put(key, kept);
            } else {
                open.put(key, lines);
            }
        });
        places.found().forEach(this::search);
        places.found().forEach(this::recallBroken);
        open.forEach((key, lines) -> settle(key, new Absent(places.generation(), gap(key))));
        return outcomes;
    }

    /** Archives that could not be read, and why. */
    Map<Path, String> broken() {
        return broken;
    }

    private boolean stillHolds(SourceOutcome kept, Set<Integer> lines) {
        if (kept.generation() != places.generation()) {
            return false;
        }
        return !(kept instanceof Found found)
                || (found.stamp().equals(stamp(found.file())) && lines.stream().allMatch(found::knows));
    }

    private void search(SourcePlace place, Stamp stamp) {
        List<SourceKey> wanted = open.keySet().stream().filter(place::serves).toList();
        if (wanted.isEmpty()) {
            return;
        }
        if (stamp.folder()) {
            wanted.forEach(new SourceFolder(place, this)::find);
        } else {
            new SourceArchive(place, stamp, this).find(wanted);
        }
    }

    /** Said in each capture, also in one that needs no archive because all it wants is kept. */
    private void recallBroken(SourcePlace place, Stamp stamp) {
        ArchiveIndex kept = stamp.folder() ? null : cache.get(place.path(), ArchiveIndex.class);
        if (kept != null && kept.stamp().equals(stamp) && !kept.broken().isEmpty()) {
            broken(place.path(), kept.broken());
        }
    }

    /**
     * Takes a file that a place found.
     *
     * @return whether it was the right one; else the place may look on
     */
    boolean offer(SourceKey key, SourceText text, Path file, Stamp stamp) {
        Set<Integer> lines = open.get(key);
        if (lines == null) {
            return true;
        }
        if (!PackageDeclaration.matches(text.text(), key)) {
            refuse(key, SourceGap.WRONG_PACKAGE);
            return false;
        }
        Map<Integer, Snippet> snippets = new HashMap<>();
        if (cache.get(key, SourceOutcome.class) instanceof Found earlier
                && earlier.file().equals(file)
                && earlier.stamp().equals(stamp)) {
            snippets.putAll(earlier.snippets());
        }
        for (int line : lines) {
            if (line <= text.lines()) {
                snippets.computeIfAbsent(line, wanted -> text.around(wanted, limits));
            }
        }
        open.remove(key);
        settle(key, new Found(places.generation(), file, stamp, text.lines(), snippets));
        return true;
    }

    /** Remembers why a file was not taken, should no other place have a better one. */
    void refuse(SourceKey key, SourceGap gap) {
        refusals.putIfAbsent(key, gap);
    }

    /** An archive that may be readable next time: so nothing is known about what was not found. */
    void unreadable(Path archive, String why) {
        broken(archive, why);
        complete = false;
    }

    void broken(Path archive, String why) {
        broken.putIfAbsent(archive, why);
    }

    /** What is at a path, asked once a pass. */
    @Nullable
    Stamp stamp(Path path) {
        return stamps.computeIfAbsent(path, disk::stamp);
    }

    SourceCache cache() {
        return cache;
    }

    SourceDisk disk() {
        return disk;
    }

    CaptureLimits limits() {
        return limits;
    }

    private void settle(SourceKey key, SourceOutcome outcome) {
        outcomes.put(key, outcome);
        if (!(outcome instanceof Absent absent) || (complete && absent.gap().lasting())) {
            cache.put(key, outcome);
        }
    }

    private SourceGap gap(SourceKey key) {
        SourceGap refusal = refusals.get(key);
        if (refusal != null) {
            return refusal;
        }
        if (!key.ofTheJdk()) {
            return SourceGap.NOT_FOUND;
        }
        return places.found().keySet().stream().anyMatch(place -> place.scope() == SourcePlace.Scope.JDK)
                ? SourceGap.NOT_IN_JDK
                : SourceGap.NO_JDK_SOURCES;
    }
}
