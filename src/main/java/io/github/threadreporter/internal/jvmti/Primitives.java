package io.github.threadreporter.internal.jvmti;

/** Primitive values as the library hands them over: as bits. */
final class Primitives {

    private Primitives() {}

    /** @param type the first character of its descriptor */
    static Object box(char type, long bits) {
        return switch (type) {
            case 'Z' -> (bits & 1) != 0;
            case 'B' -> (byte) bits;
            case 'C' -> (char) bits;
            case 'S' -> (short) bits;
            case 'I' -> (int) bits;
            case 'J' -> bits;
            case 'F' -> Float.intBitsToFloat((int) bits);
            case 'D' -> Double.longBitsToDouble(bits);
            default -> throw new IllegalArgumentException("not a primitive type: " + type);
        };
    }

    static boolean isReference(char type) {
        return type == 'L' || type == '[';
    }
}
