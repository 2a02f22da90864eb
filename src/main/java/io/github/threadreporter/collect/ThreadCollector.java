package io.github.threadreporter.collect;

import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.ThreadDump;

/** Looks at a JVM once. */
public interface ThreadCollector {

    /**
     * Looks at every thread of the JVM, and keeps no longer than that takes. What one part of the JVM does not tell is
     * missing there and is no error.
     */
    Look look(CaptureReason reason);

    /**
     * Looks at the calling thread alone: its stack, its context and its variables, those of primitive types included
     * where this JVM tells them. Pauses nothing.
     */
    Look lookHere(CaptureReason reason);

    /** Which JVM would be looked at, without a look. */
    CaptureInfo info(CaptureReason reason);

    /** The same to the end, on the calling thread. */
    default ThreadDump collect(CaptureReason reason) {
        return look(reason).dump();
    }
}
