package io.github.threadreporter.internal;

/** What threads of this library are called. By that they are left out of what is watched, captured and told. */
public final class OwnThreadNames {

    /** Their names begin with it. */
    public static final String PREFIX = "thread-reporter-";

    private OwnThreadNames() {}

    /** Whether a thread of that name is one of ours. */
    public static boolean isOwn(String name) {
        return name.startsWith(PREFIX);
    }
}
