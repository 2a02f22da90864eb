package io.github.threadreporter.trigger.condition;

/** Where requests are told of. */
public interface RequestTracker {

    /** A request begins on the calling thread; it ends when the watch is closed. */
    Watch begin(String method, String path);
}
