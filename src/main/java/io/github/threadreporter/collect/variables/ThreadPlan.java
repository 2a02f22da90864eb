package io.github.threadreporter.collect.variables;

import io.github.threadreporter.internal.jvmti.MethodInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One thread on its way to its variables: the frames that are to show them, in both ways of counting, and what was
 * found. Not thread-safe.
 */
final class ThreadPlan {

    private static final int NOT_FOUND = -1;

    /** Frames as the JVM counts them: pairs of method id and bytecode index, newest first. */
    private final long[] frames;

    /** By the JVM's depth, the frames that show variables. */
    private final TreeMap<Integer, FoundFrame> byDepth = new TreeMap<>();

    private final List<Integer> movedOn = new ArrayList<>();

    /** By how many frames the stack was deeper in the walk. */
    private int moved;

    /** Frames at this depth of the JVM and newer ones are not those that were looked at. */
    private int changedUpTo = -1;

    ThreadPlan(Candidate candidate, long[] frames, Methods methods) {
        this.frames = frames;
        int[] depths = Alignment.of(candidate.stack(), frames, methods);
        Set<Integer> depthsWanted = new TreeSet<>(candidate.roots());
        depthsWanted.addAll(candidate.wanted());
        for (int shown : depthsWanted) {
            boolean isShown = !candidate.roots().contains(shown);
            int depth = depths[shown];
            Optional<MethodInfo> method = depth == Alignment.NONE ? Optional.empty() : methods.of(frames[2 * depth]);
            if (method.isPresent() && frames[2 * depth + 1] >= 0) {
                byDepth.put(depth, new FoundFrame(shown, isShown, depth, frames[2 * depth], method.get(), (int)
                        frames[2 * depth + 1]));
            } else if (isShown) {
                movedOn.add(shown);
            }
        }
    }

    /** Ids of the methods of the frames that show variables. */
    long[] methods() {
        return byDepth.keySet().stream()
                .mapToLong(depth -> frames[2 * depth])
                .distinct()
                .toArray();
    }

    /**
     * Tells where the oldest frame was found that a walk found anything in. A running thread may call deeper or return
     * meanwhile; frames are counted from the newest, so all older ones have another number then. They are recognised by
     * that frame, where the stack has only one like it.
     */
    void oldest(int depth, long method, long bci) {
        int found = NOT_FOUND;
        for (int i = 0; 2 * i + 1 < frames.length; i++) {
            if (isAt(i, method, bci)) {
                if (i == depth || found != NOT_FOUND) {
                    return; // not moved, or it cannot be told by how much
                }
                found = i;
            }
        }
        if (found != NOT_FOUND) {
            moved = depth - found;
            changedUpTo = Math.max(changedUpTo, -moved - 1); // what is newer has returned
        }
    }

    /**
     * The frame that a value was found in, or null where that is not one of ours. Where method or place differ from
     * what was seen before, the thread has moved on: then neither this frame nor any newer one is shown.
     */
    @Nullable
    FoundFrame at(int foundDepth, long method, long bci) {
        int depth = foundDepth - moved;
        if (depth < 0) {
            return null; // was called since
        }
        if (!isAt(depth, method, bci)) {
            changedUpTo = Math.max(changedUpTo, depth);
            return null;
        }
        return byDepth.get(depth);
    }

    private boolean isAt(int depth, long method, long bci) {
        return 2 * depth + 1 < frames.length && frames[2 * depth] == method && frames[2 * depth + 1] == bci;
    }

    /** The frames that show variables and were the same in all looks, newest first. */
    List<FoundFrame> agreed() {
        return byDepth.tailMap(changedUpTo + 1).values().stream()
                .filter(FoundFrame::isShown)
                .toList();
    }

    /** The live objects of all frames that were the same in all looks, newest frame first; lets go of the others. */
    List<Local> takeLocals(long threadId) {
        List<Local> locals = new ArrayList<>();
        for (FoundFrame frame : byDepth.tailMap(changedUpTo + 1).values()) {
            frame.live()
                    .forEach((slot, object) -> locals.add(new Local(
                            threadId,
                            frame.shownDepth(),
                            frame.method().declaringClass(),
                            frame.method().name(),
                            slot,
                            object)));
        }
        byDepth.values().forEach(FoundFrame::letGo);
        return locals;
    }

    /** Depths of shown frames that the thread had left in between. */
    List<Integer> movedOn() {
        List<Integer> all = new ArrayList<>(movedOn);
        byDepth.headMap(changedUpTo + 1).values().stream()
                .filter(FoundFrame::isShown)
                .forEach(frame -> all.add(frame.shownDepth()));
        return all;
    }
}
