package io.github.threadreporter.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The names of all options but limits, so that a mistyped one can be told. */
public final class Keys {

    private static final String LIMITS = "limits.";

    private static final Map<String, Option> OPTIONS = options();

    private Keys() {}

    private static Map<String, Option> options() {
        Map<String, Option> options = new TreeMap<>();
        for (Options.Section section : Options.SECTIONS) {
            for (Option option : section.options()) {
                options.put(option.name(), option);
            }
        }
        return options;
    }

    /** The option of that name, or null. */
    public static @Nullable Option option(String name) {
        return OPTIONS.get(name);
    }

    /** All of them. */
    public static Set<String> names() {
        return OPTIONS.keySet();
    }

    /**
     * Whether there is such an option.
     *
     * @param limits the names of all limits
     */
    public static boolean isKnown(String name, List<String> limits) {
        return name.startsWith(LIMITS) ? limits.contains(name.substring(LIMITS.length())) : OPTIONS.containsKey(name);
    }

    /** Whether it sets a limit, if there is such a one. */
    public static boolean isLimit(String name) {
        return name.startsWith(LIMITS);
    }

    /** The name of the limit in that of the option. */
    public static String limitOf(String name) {
        return name.substring(LIMITS.length());
    }
}
