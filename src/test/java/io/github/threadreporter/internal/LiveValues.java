package io.github.threadreporter.internal;

import org.jspecify.annotations.Nullable;

/** What each variable of {@link LiveProbe} holds: a function of its name and of the seed of its frame. */
final class LiveValues {

    private static final long[] LONGS = {
        0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32, 0xffff_ffffL, 0xdead_deaf_0000_0000L
    };
    private static final int[] INTS = {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, 0xffff, 0xdead_deaf};
    private static final int[] FLOATS = {0, 0x8000_0000, 0x7fc1_2345, 1, 0x7f80_0000, 0xff80_0000, 0x7f7f_ffff};

    private static volatile @Nullable Token shared;

    private LiveValues() {}

    /** An object that knows where it belongs. */
    static final class Token {
        final String name;
        final long seed;

        Token(String name, long seed) {
            this.name = name;
            this.seed = seed;
        }
    }

    static boolean z(String name, long seed) {
        return (mixed(name, seed) & 8) == 0;
    }

    static byte b(String name, long seed) {
        return (byte) i(name, seed);
    }

    static char c(String name, long seed) {
        return (char) i(name, seed);
    }

    static short s(String name, long seed) {
        return (short) i(name, seed);
    }

    static int i(String name, long seed) {
        long mixed = mixed(name, seed);
        return isSpecial(mixed) ? INTS[index(mixed, INTS.length)] : (int) mixed;
    }

    static float f(String name, long seed) {
        long mixed = mixed(name, seed);
        return isSpecial(mixed) ? Float.intBitsToFloat(FLOATS[index(mixed, FLOATS.length)]) : (int) mixed / 7f;
    }

    static long j(String name, long seed) {
        long mixed = mixed(name, seed);
        return isSpecial(mixed) ? LONGS[index(mixed, LONGS.length)] : mixed;
    }

    /** Some of the long values are bits of denormalised numbers and of NaN. */
    static double d(String name, long seed) {
        long mixed = mixed(name, seed);
        return isSpecial(mixed) ? Double.longBitsToDouble(LONGS[index(mixed, LONGS.length)]) : mixed / 7d;
    }

    static @Nullable Token o(String name, long seed) {
        return isSpecial(mixed(name, seed)) ? null : new Token(name, seed);
    }

    /** Never null, and out of the reach of a compiler that would keep it in registers. */
    static Token shared(String name, long seed) {
        Token token = new Token(name, seed);
        shared = token;
        return token;
    }

    /** Whether the variable holds what it must: primitive values by their bits, tokens by what they know. */
    static boolean isRight(@Nullable Object value, String name, String type, long seed) {
        return switch (type.charAt(0)) {
            case 'Z' -> value instanceof Boolean v && v == z(name, seed);
            case 'B' -> value instanceof Byte v && v == b(name, seed);
            case 'C' -> value instanceof Character v && v == c(name, seed);
            case 'S' -> value instanceof Short v && v == s(name, seed);
            case 'I' -> value instanceof Integer v && v == i(name, seed);
            case 'J' -> value instanceof Long v && v == j(name, seed);
            case 'F' ->
                value instanceof Float v && Float.floatToRawIntBits(v) == Float.floatToRawIntBits(f(name, seed));
            case 'D' ->
                value instanceof Double v && Double.doubleToRawLongBits(v) == Double.doubleToRawLongBits(d(name, seed));
            default -> isRight((Token) value, name, seed);
        };
    }

    private static boolean isRight(@Nullable Token value, String name, long seed) {
        boolean mayBeNull = (name.equals("liveO") || name.equals("deadO")) && isSpecial(mixed(name, seed));
        return value == null ? mayBeNull : value.seed == seed && value.name.equals(name);
    }

    private static boolean isSpecial(long mixed) {
        return (mixed & 3) != 0;
    }

    private static int index(long mixed, int length) {
        return (int) ((mixed >>> 8 & 0xffff) % length);
    }

    private static long mixed(String name, long seed) {
        long mixed = (seed * 31 + name.hashCode()) * 0x9e37_79b9_7f4a_7c15L;
        return mixed ^ mixed >>> 29;
    }
}
