package io.github.threadreporter.agent;

import io.github.threadreporter.AgentReporter;
import org.jspecify.annotations.Nullable;

/** What captures by itself in this JVM: one at a time, whoever asked for it. Thread-safe. */
final class Running {

    private static @Nullable AgentReporter current;

    private Running() {}

    /** Whether something captures again and again. */
    static synchronized boolean isScheduled() {
        return current != null && current.isScheduled();
    }

    /**
     * Ends what there is, which takes some seconds if it is sending, and starts another one.
     *
     * @param fresh null for none
     */
    static synchronized void replace(@Nullable AgentReporter fresh) {
        if (current != null) {
            current.close();
        }
        current = fresh;
        if (fresh != null) {
            fresh.start();
        }
    }
}
