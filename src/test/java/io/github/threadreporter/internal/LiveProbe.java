package io.github.threadreporter.internal;

import io.github.threadreporter.internal.LiveValues.Token;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Frames full of variables of known values. Of each type there is a variable that is read after the call and one that
 * is not. Two things make frames go back from compiled code to the interpreter: a class that was not there when the
 * method was compiled, and a second implementation where the compiler relied on there being one only.
 */
@SuppressWarnings({"unused", "UnusedVariable"})
final class LiveProbe {

    static final String METHOD = "deep";

    /** What results go to, so that the compiler can't leave anything out. */
    static volatile long sink;

    private static volatile boolean usesNewClasses;
    private static volatile Size size = new One();

    private LiveProbe() {}

    abstract static class Size {
        abstract int get();
    }

    static final class One extends Size {
        @Override
        int get() {
            return 1;
        }
    }

    static final class Two extends Size {
        @Override
        int get() {
            return 2;
        }
    }

    static final class New {
        static void touch() {
            sink++;
        }
    }

    /** Makes the compiler compile it, without an idea of what happens at the bottom. */
    static void warmUp(int rounds) {
        List<LongConsumer> some = List.of(seed -> {}, seed -> sink++, seed -> sink--, seed -> sink = seed);
        for (int i = 0; i < rounds; i++) {
            sink += deep(i % 5, i, some.get(i % some.size()), i % 3 == 0 ? null : some.get(i % some.size()));
        }
    }

    static void useNewClasses() {
        usesNewClasses = true;
    }

    /** Loads the second implementation of what {@link #deep} calls. */
    static void invalidate() {
        size = new Two();
    }

    /**
     * Has a frame for each level from {@code level} to 0, with seeds that go up with the level.
     *
     * @param bottom what is done in the newest frame
     * @param back what is done in each frame after its callee has returned, if anything
     */
    static long deep(int level, long frameSeed, LongConsumer bottom, @Nullable LongConsumer back) {
        boolean liveZ = LiveValues.z("liveZ", frameSeed);
        byte liveB = LiveValues.b("liveB", frameSeed);
        char liveC = LiveValues.c("liveC", frameSeed);
        short liveS = LiveValues.s("liveS", frameSeed);
        int liveI = LiveValues.i("liveI", frameSeed);
        float liveF = LiveValues.f("liveF", frameSeed);
        long liveJ = LiveValues.j("liveJ", frameSeed);
        double liveD = LiveValues.d("liveD", frameSeed);
        Token liveO = LiveValues.o("liveO", frameSeed);
        Token innerLive = new Token("innerLive", frameSeed);
        Token sharedLive = LiveValues.shared("sharedLive", frameSeed);
        boolean deadZ = LiveValues.z("deadZ", frameSeed);
        byte deadB = LiveValues.b("deadB", frameSeed);
        char deadC = LiveValues.c("deadC", frameSeed);
        short deadS = LiveValues.s("deadS", frameSeed);
        int deadI = LiveValues.i("deadI", frameSeed);
        float deadF = LiveValues.f("deadF", frameSeed);
        long deadJ = LiveValues.j("deadJ", frameSeed);
        double deadD = LiveValues.d("deadD", frameSeed);
        Token deadO = LiveValues.o("deadO", frameSeed);
        Token innerDead = new Token("innerDead", frameSeed);
        Token sharedDead = LiveValues.shared("sharedDead", frameSeed);
        long got = size.get();
        if (level == 2 && usesNewClasses) {
            New.touch();
        }
        if (level > 0) {
            got += deep(level - 1, frameSeed - 1, bottom, back);
        } else {
            bottom.accept(frameSeed);
        }
        if (back != null) {
            back.accept(frameSeed);
        }
        got += (liveZ ? 1 : 0) + liveB + liveC + liveS + liveI + liveJ;
        got += Float.floatToRawIntBits(liveF) + Double.doubleToRawLongBits(liveD);
        got += (liveO == null ? 0 : liveO.seed) + innerLive.seed + innerLive.name.length() + sharedLive.seed;
        return got;
    }
}
