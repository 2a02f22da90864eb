package io.github.threadreporter.config;

import java.util.List;
import java.util.Set;

/** The names of all options but limits, so that a mistyped one can be told. */
public final class Keys {

    private static final String LIMITS = "limits.";

    private static final Set<String> NAMES = Set.of(
            "in-app",
            "not-in-app",
            "sources",
            "variables",
            "exceptions",
            "tasks",
            "heap-walk",
            "native",
            "native.dir",
            "redaction.enabled",
            "redaction.names",
            "redaction.annotations",
            "redaction.allow-names",
            "redaction.allow-only-keys",
            "dsn",
            "schedule",
            "each");

    private Keys() {}

    /** All of them. */
    public static Set<String> names() {
        return NAMES;
    }

    /**
     * Whether there is such an option.
     *
     * @param limits the names of all limits
     */
    public static boolean isKnown(String name, List<String> limits) {
        return name.startsWith(LIMITS) ? limits.contains(name.substring(LIMITS.length())) : NAMES.contains(name);
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
