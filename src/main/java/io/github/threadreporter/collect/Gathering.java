package io.github.threadreporter.collect;

import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Missing;
import java.util.ArrayList;
import java.util.List;

/** What the parts of one capture share while they gather threads. Not thread-safe. */
final class Gathering {

    /** Threads of this product are never part of what it reports. */
    static final String OWN_THREADS = "thread-reporter-";

    final Jdk jdk;
    final CaptureLimits limits;
    final CutCounter cuts;
    final StackInterner stacks;
    final ContextCollector contexts;
    final List<CapturedThread.Builder> threads = new ArrayList<>();
    final List<Missing> missing = new ArrayList<>();

    Gathering(Jdk jdk, CaptureLimits limits, CutCounter cuts, ContextCollector contexts) {
        this.jdk = jdk;
        this.limits = limits;
        this.cuts = cuts;
        this.stacks = new StackInterner(limits, cuts);
        this.contexts = contexts;
    }

    static boolean isOwn(String threadName) {
        return threadName.startsWith(OWN_THREADS);
    }
}
