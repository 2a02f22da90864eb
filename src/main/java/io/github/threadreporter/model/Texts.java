package io.github.threadreporter.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Copies of maps of texts. */
final class Texts {

    private Texts() {}

    /** Unmodifiable and in the same order, which {@code Map.copyOf} does not keep. */
    static Map<String, String> ordered(Map<String, String> texts) {
        return texts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }
}
