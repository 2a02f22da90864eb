package io.github.threadreporter.collect;

import io.github.threadreporter.collect.tasks.TaskFinish;
import io.github.threadreporter.collect.variables.VariableLook;
import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.Task;
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
        VariableLook.Named named = gathered.variables.finish(gathered.tasks.classes());
        Map<Long, List<FrameVariables>> variables = named.byThread();
        TaskFinish tasks = gathered.tasks.finish(gathered.stacks::complete, named);
        List<CapturedThread> threads = new ArrayList<>(gathered.threads.size());
        for (CapturedThread.Builder builder : gathered.threads) {
            Usage used = usage.get(builder.id());
            if (used != null) {
                builder.usage(used);
            }
            CapturedThread thread = builder.variables(variables.getOrDefault(builder.id(), List.of()))
                    .build();
            threads.add(thread.id() == callerId ? OwnFrames.without(thread) : thread);
        }
        threads.sort(Comparator.comparingLong(CapturedThread::id));
        List<Missing> missing = new ArrayList<>(gathered.missing);
        missing.addAll(gathered.contexts.missing());
        missing.addAll(gathered.variables.missing());
        missing.addAll(gathered.tasks.missing());
        List<Task> finished = tasks.tasks();
        List<Cut> cuts = Cut.merged(Cut.merged(gathered.cuts.cuts(), gathered.variables.cuts()), gathered.tasks.cuts());
        return new ThreadDump(
                info,
                SynchronizerOwners.attach(threads),
                finished,
                tasks.waits(),
                Analysis.NONE,
                new Account(missing, cuts, Map.of()));
    }
}
