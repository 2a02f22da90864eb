package io.github.threadreporter.enrich;

import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.ThreadDump;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Changes the frames of a dump and keeps what is shared shared: 100,000 threads in three shapes are three stacks
 * before and after, even where the collector made equal stacks of different identity.
 */
final class FrameMapper {

    private final IdentityHashMap<StackTrace, StackTrace> byIdentity = new IdentityHashMap<>();
    private final Map<StackTrace, StackTrace> byValue = new HashMap<>();
    private final Map<Frame, Frame> frames = new HashMap<>();
    private final UnaryOperator<Frame> change;

    private FrameMapper(UnaryOperator<Frame> change) {
        this.change = change;
    }

    /** {@code change} is asked once for each distinct frame; whatever it leaves as it is stays the same instance. */
    static ThreadDump map(ThreadDump dump, UnaryOperator<Frame> change) {
        FrameMapper mapper = new FrameMapper(change);
        List<CapturedThread> threads = mapper.threads(dump.threads());
        return dump.withThreads(threads).withAnalysis(mapper.analysis(dump.analysis(), threads));
    }

    @SuppressWarnings("ReferenceEquality") // sharing is about identity
    private List<CapturedThread> threads(List<CapturedThread> threads) {
        List<CapturedThread> changed = new ArrayList<>(threads.size());
        for (CapturedThread thread : threads) {
            StackTrace stack = byIdentity.computeIfAbsent(
                    thread.stack(), original -> byValue.computeIfAbsent(original, this::stack));
            changed.add(stack == thread.stack() ? thread : thread.withStack(stack));
        }
        return changed;
    }

    @SuppressWarnings("ReferenceEquality") // an unchanged frame is the same one
    private StackTrace stack(StackTrace original) {
        List<Frame> changed = new ArrayList<>(original.frames().size());
        boolean same = true;
        for (Frame frame : original.frames()) {
            Frame next = frames.computeIfAbsent(frame, change);
            same &= next == frame;
            changed.add(next);
        }
        return same ? original : new StackTrace(changed, original.framesCut());
    }

    /** Groups hold their threads: those must be the changed ones too. */
    private Analysis analysis(Analysis analysis, List<CapturedThread> threads) {
        if (analysis.groups().isEmpty()) {
            return analysis;
        }
        Map<Long, CapturedThread> byId = new HashMap<>();
        threads.forEach(thread -> byId.put(thread.id(), thread));
        List<StackGroup> groups = analysis.groups().stream()
                .map(group -> new StackGroup(
                        group.role(),
                        group.threads().stream()
                                .map(thread -> byId.getOrDefault(thread.id(), thread))
                                .toList()))
                .toList();
        return new Analysis(groups, analysis.deadlocks(), analysis.culpritId(), analysis.headline());
    }
}
