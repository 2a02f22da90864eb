package io.github.threadreporter.collect;

import java.util.Optional;

/**
 * Reads one kind of context from the thread-local variable that a library keeps it in. Implementations call nothing
 * but accessors of that library which are known to be harmless, and take no lock.
 */
interface ContextReader {

    /** What it reads, for messages, e.g. {@code MDC}. */
    String what();

    /**
     * The variable that holds it, or empty where the library is not there. Asked once a capture and outside of any
     * pause, since a library may be loaded later than this one.
     */
    Optional<ThreadLocal<?>> variable();

    /**
     * Adds what the variable holds in one thread. The value may be changing while it is read.
     *
     * @return false where the value is of a form that it does not know
     */
    boolean read(Object value, ContextBuilder into);
}
