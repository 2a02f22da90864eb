package io.github.threadreporter.collect.classfile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the compiler of Kotlin writes about a function that can be suspended, onto the class of its continuation: the
 * annotation {@code kotlin.coroutines.jvm.internal.DebugMetadata}. Immutable.
 *
 * @param className the class of the function, as {@code Class.getName} tells it
 * @param method its name, {@code invokeSuspend} for a lambda
 * @param file its source file; empty where that is not told
 * @param lines the line of each place where it can be suspended
 * @param names the names of variables as the compiler gives them, several of one place one after the other
 * @param fields for each of these the field of the continuation that keeps it meanwhile, e.g. {@code L$0}
 * @param places for each of these its place
 */
public record SuspensionPoints(
        String className,
        String method,
        String file,
        List<Integer> lines,
        List<String> names,
        List<String> fields,
        List<Integer> places) {

    public SuspensionPoints {
        lines = List.copyOf(lines);
        names = List.copyOf(names);
        fields = List.copyOf(fields);
        places = List.copyOf(places);
    }

    /**
     * The line of a place; -1 where it is not told.
     *
     * @param place from 0
     */
    public int line(int place) {
        return place >= 0 && place < lines.size() ? lines.get(place) : -1;
    }

    /** The names of the variables that are kept at a place, by the field that keeps them. */
    public Map<String, String> variables(int place) {
        Map<String, String> variables = new LinkedHashMap<>();
        int known = Math.min(places.size(), Math.min(names.size(), fields.size()));
        for (int i = 0; i < known; i++) {
            if (places.get(i) == place) {
                variables.put(fields.get(i), names.get(i));
            }
        }
        return variables;
    }
}
