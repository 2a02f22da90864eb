package io.github.threadreporter.collect;

import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.ThreadDump;

/**
 * What one look at a JVM saw: all that is gone a millisecond later, and no live object of the application. Putting it
 * into the model is left for later, since it is half of the work and need not hold whoever asked. May be handed to
 * another thread; not for two at a time.
 */
public interface Look {

    /** Why, when and where, and what the look cost. */
    CaptureInfo info();

    /** How many threads were seen; virtual ones that another thread is still reading are not among them. */
    int threads();

    /**
     * Every thread; nothing is worked out yet ({@code Analysis.NONE}). Waits for what is still being read, at most
     * {@link io.github.threadreporter.model.CaptureLimits#collectMillis()}; if the thread is interrupted, goes on without
     * it and leaves the interrupt set.
     *
     * @return the threads, with what could not be seen and why in its account
     */
    ThreadDump dump();
}
