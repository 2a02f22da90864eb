package io.github.threadreporter.internal;

import io.github.threadreporter.internal.Access.Unavailable;
import java.util.List;
import java.util.Objects;

/** Looks at known variables of its own, since where a JVM keeps a value differs between JVMs and processors. */
final class LiveCheck {

    private LiveCheck() {}

    static void run(LiveFrames frames) throws Unavailable {
        if (!isRight(
                frames,
                0x1234_5678,
                0x1234_5678_9abc_def0L,
                -1.5f,
                -Math.PI,
                (byte) -7,
                '\u20ac',
                (short) -300,
                true,
                new Object())) {
            throw new Unavailable("this JVM keeps local variables in an unknown form", null);
        }
    }

    /** Static, so that the slots are those of the parameters; these are all read afterwards, so they are kept. */
    private static boolean isRight(
            LiveFrames frames, int i, long l, float f, double d, byte b, char c, short s, boolean z, Object o) {
        List<LiveFrame> found = frames.ofCaller(1);
        if (found.isEmpty()) {
            return false;
        }
        LiveFrame frame = found.get(0);
        return holds(frame, 1, "I", i)
                && holds(frame, 2, "J", l)
                && holds(frame, 4, "F", f)
                && holds(frame, 5, "D", d)
                && holds(frame, 7, "B", b)
                && holds(frame, 8, "C", c)
                && holds(frame, 9, "S", s)
                && holds(frame, 10, "Z", z)
                && holds(frame, 11, "Ljava/lang/Object;", o);
    }

    private static boolean holds(LiveFrame frame, int slot, String type, Object value) {
        return Objects.equals(frame.slots().local(slot, type, true).value(), value);
    }
}
