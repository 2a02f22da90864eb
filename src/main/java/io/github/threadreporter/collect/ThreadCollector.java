package io.github.threadreporter.collect;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.ThreadDump;

/** Looks at a JVM once. */
public interface ThreadCollector {

    /**
     * Collects every thread of the JVM; nothing is worked out yet ({@code Analysis.NONE}).
     *
     * @return the threads, with what could not be seen and why in its account. What one part of the JVM does not tell
     *     is missing there and is no error
     */
    ThreadDump collect(CaptureReason reason);
}
