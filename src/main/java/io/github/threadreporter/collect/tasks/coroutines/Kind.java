package io.github.threadreporter.collect.tasks.coroutines;

/** What an object is to coroutines, by its class; of several that fit, the first. */
enum Kind {
    /** Between a flow and its collector: it has the code of a continuation, and no frame. */
    COLLECTOR("kotlinx.coroutines.flow.internal.SafeCollector"),
    /** The frame of a function that can be suspended. */
    FRAME("kotlin.coroutines.jvm.internal.BaseContinuationImpl"),
    /** The job of a part of a coroutine: {@code coroutineScope}, {@code withContext}. */
    SCOPED("kotlinx.coroutines.internal.ScopeCoroutine"),
    /** A coroutine, which is the job of itself. */
    COROUTINE("kotlinx.coroutines.AbstractCoroutine"),
    /** A job without code. */
    JOB("kotlinx.coroutines.JobSupport"),
    /** Where a coroutine is suspended, or its place in a queue. */
    CANCELLABLE("kotlinx.coroutines.CancellableContinuationImpl"),
    /** Brings a frame onto its dispatcher. */
    DISPATCHED("kotlinx.coroutines.internal.DispatchedContinuation"),
    /** Put around a coroutine by DebugProbes. */
    OWNER("kotlinx.coroutines.debug.internal.DebugProbesImpl$CoroutineOwner"),
    CHANNEL("kotlinx.coroutines.channels.BufferedChannel"),
    MUTEX("kotlinx.coroutines.sync.MutexImpl"),
    SEMAPHORE("kotlinx.coroutines.sync.SemaphoreAndMutexImpl"),
    EVENT_LOOP("kotlinx.coroutines.EventLoopImplBase"),
    /** A view of another dispatcher that lets so many run at a time. */
    LIMITED("kotlinx.coroutines.internal.LimitedDispatcher"),
    /** Brings what a view has queued onto the dispatcher behind it. */
    LIMITED_WORKER("kotlinx.coroutines.internal.LimitedDispatcher$Worker"),
    DISPATCHER("kotlinx.coroutines.CoroutineDispatcher"),
    /** Has a context in which there may be a job. */
    SCOPE("kotlinx.coroutines.CoroutineScope"),
    /** A continuation of somebody else's making. */
    CONTINUATION("kotlin.coroutines.Continuation"),
    OTHER("");

    final String className;

    Kind(String className) {
        this.className = className;
    }

    boolean isJob() {
        return this == SCOPED || this == COROUTINE || this == JOB;
    }

    boolean isContinuation() {
        return this == FRAME || this == CANCELLABLE || this == DISPATCHED;
    }
}
