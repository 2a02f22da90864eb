package io.github.threadreporter.config;

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
    public static boolean isKnown(String name, Iterable<String> limits) {
        if (name.startsWith(LIMITS)) {
            for (String limit : limits) {
                if (name.equals(LIMITS + limit)) {
                    return true;
                }
            }
            return false;
        }
        return NAMES.contains(name);
    }
}
