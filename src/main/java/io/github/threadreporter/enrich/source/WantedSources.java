package io.github.threadreporter.enrich.source;

import io.github.threadreporter.model.Frame;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which lines of which files the frames of a dump ask for.
 *
 * @param keys the file of each distinct frame that can have source
 * @param excused why other frames cannot. Frames that by nature have none (native, generated) are in neither
 */
record WantedSources(Map<Frame, SourceKey> keys, Map<Frame, SourceGap> excused) {

    static WantedSources of(Set<Frame> distinct, boolean uploaded) {
        WantedSources wanted = new WantedSources(new LinkedHashMap<>(), new HashMap<>());
        distinct.forEach(frame -> wanted.add(frame, uploaded));
        return wanted;
    }

    private void add(Frame frame, boolean uploaded) {
        if (frame.source() != null || frame.isNative()) {
            return;
        }
        if (uploaded && frame.inApp()) {
            excused.put(frame, SourceGap.UPLOADED);
            return;
        }
        if (frame.file() == null || frame.line() <= 0) {
            if (!generated(frame.className())) {
                excused.put(frame, SourceGap.NO_LINE);
            }
            return;
        }
        SourceKey key = SourceKey.of(frame);
        if (key == null) {
            excused.put(frame, SourceGap.OTHER_LANGUAGE);
        } else {
            keys.put(frame, key);
        }
    }

    /** Lambdas, proxies, accessors: made at run time, there is no source that they come from. */
    private static boolean generated(String className) {
        return className.contains("$$")
                || className.contains("/")
                || className.contains("$Proxy")
                || className.contains("LambdaForm$")
                || className.startsWith("jdk.internal.reflect.Generated");
    }

    /** The lines wanted of each file. */
    Map<SourceKey, Set<Integer>> lines() {
        Map<SourceKey, Set<Integer>> lines = new LinkedHashMap<>();
        keys.forEach((frame, key) ->
                lines.computeIfAbsent(key, file -> new TreeSet<>()).add(frame.line()));
        return lines;
    }
}
