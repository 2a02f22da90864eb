package io.github.threadreporter.collect;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** A look at the JVM that this runs in. */
final class JvmLook implements Look {

    private final CaptureInfo info;
    private final Gathering gathered;
    private final Map<Long, Usage> usage;
    private final long callerId;

    /**
     * Takes over what was gathered.
     *
     * @param usage by the id of platform threads
     * @param callerId the thread that looked
     */
    JvmLook(CaptureInfo info, Gathering gathered, Map<Long, Usage> usage, long callerId) {
        this.info = info;
        this.gathered = gathered;
        this.usage = usage;
        this.callerId = callerId;
    }

    @Override
    public CaptureInfo info() {
        return info;
    }

    @Override
    public int threads() {
        return gathered.seen();
    }

    @Override
    public ThreadDump dump() {
        gathered.finish();
        List<CapturedThread> threads = new ArrayList<>(gathered.threads.size());
        for (CapturedThread.Builder builder : gathered.threads) {
            Usage used = usage.get(builder.id());
            CapturedThread thread =
                    used == null ? builder.build() : builder.usage(used).build();
            threads.add(thread.id() == callerId ? OwnFrames.without(thread) : thread);
        }
        threads.sort(Comparator.comparingLong(CapturedThread::id));
        List<Missing> missing = new ArrayList<>(gathered.missing);
        missing.addAll(gathered.contexts.missing());
        return new ThreadDump(
                info,
                SynchronizerOwners.attach(threads),
                Analysis.NONE,
                new Account(missing, gathered.cuts.cuts(), Map.of()));
    }
}
