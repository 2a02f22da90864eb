package io.github.threadreporter.collect;

import io.github.threadreporter.internal.ForeignFields;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one kind of context from the thread-local variable that a library keeps it in, for any copy of that library in
 * the JVM, without linking to it. Implementations call nothing but accessors of that library which are known to be
 * harmless, and take no lock.
 */
interface ContextReader {

    /** What a thread's variable held. */
    enum Found {
        /** Something that is now in the context. */
        CONTEXT,
        /** Nothing: another copy may hold more. */
        NOTHING,
        /** Something in a form that is not known. */
        UNKNOWN
    }

    /** What it reads, for messages, e.g. {@code MDC}. */
    String what();

    /** Why a value of unknown form is not read. */
    String whyUnknown();

    /** Names of the classes of the library that it needs. */
    Set<String> types();

    /**
     * The variable that holds it, or empty where the copy has none. Asked once a capture and outside of any pause, since
     * a library may be loaded later than this one.
     */
    Optional<ThreadLocal<?>> variable(LibraryCopy library, ForeignFields fields);

    /** Adds what the variable holds in one thread. The value may be changing while it is read. */
    Found read(Object value, LibraryCopy library, ContextBuilder into);
}
