package io.github.threadreporter.internal;

import java.util.List;

/** Looks at its own frames, at the bottom of the stack and again on the way back. */
final class LiveCallerProbe {

    private static final int LEVELS = 12;
    private static final int ROUNDS = 8;
    private static final int MANY = 1_000;

    private final LiveFrames frames = Jdk.probe().liveFrames().orElseThrow();
    private final LiveAudit audit = new LiveAudit();

    public static void main(String[] arguments) {
        LiveCallerProbe probe = new LiveCallerProbe();
        LiveProbe.warmUp(Integer.parseInt(arguments[0]));
        for (int i = 0; i < ROUNDS; i++) {
            probe.look(i * 1_000L);
        }
        LiveProbe.useNewClasses();
        probe.look(500_000);
        LiveProbe.deep(LEVELS, 0, seed -> LiveProbe.invalidate(), seed -> {});
        for (int i = 0; i < ROUNDS; i++) {
            probe.look(1_000_000 + i * 1_000L);
        }
        probe.invalidateAndLook();
        probe.audit.print();
    }

    private void look(long base) {
        LiveProbe.sink += LiveProbe.deep(LEVELS, base + LEVELS, seed -> check(base, seed), seed -> check(base, seed));
    }

    private void invalidateAndLook() {
        LiveProbe.sink += LiveProbe.deep(LEVELS, LEVELS, seed -> LiveProbe.invalidate(), seed -> check(0, seed));
    }

    private void check(long base, long seed) {
        int level = (int) (seed - base);
        List<LiveFrame> found = frames.ofCaller(MANY);
        StackTraceElement[] stack = Thread.currentThread().getStackTrace();
        audit.check(found, seed, LEVELS - level + 1);
        if (found.size() != stack.length - 1) {
            throw new AssertionError(found.size() + " frames instead of " + (stack.length - 1));
        }
        // The first two are getStackTrace itself, and this method on another line.
        for (int i = 2; i < stack.length; i++) {
            if (!found.get(i - 1).element().equals(stack[i])) {
                throw new AssertionError(found.get(i - 1).element() + " instead of " + stack[i]);
            }
        }
    }
}
