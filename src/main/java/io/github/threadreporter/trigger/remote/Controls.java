package io.github.threadreporter.trigger.remote;

import java.util.List;

/** What can be changed of a reporter while it runs. Thread-safe. */
public interface Controls {

    /** Whether triggers capture. */
    boolean isEnabled();

    /** Pauses all triggers, or lets them go on. */
    void setEnabled(boolean enabled);

    /** The numbers that can be changed, each by its name. */
    List<Tunable> tunables();

    /** A dump of all threads as text, redacted; nothing is sent. */
    String dumpText();
}
