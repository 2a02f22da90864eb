package io.github.threadreporter;

/** Where those who serve requests tell of them, so that slow ones are noticed while they last. Thread-safe. */
public interface RequestTracker {

    /**
     * The calling thread begins with a request. Never throws.
     *
     * @param method e.g. {@code GET}
     * @param path path of its address; a query and a session id behind it are left out of all that is told
     * @return to be closed when it is answered
     */
    Watch begin(String method, String path);
}
