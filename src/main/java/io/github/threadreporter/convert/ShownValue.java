package io.github.threadreporter.convert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One value on its way into a frame, as short as it can be at first. Not thread-safe. */
interface ShownValue {

    /** What it takes by itself now, by the server's count, without the values inside. */
    int bytes();

    /** Shows more of it, if there is more and it fits; returns how many bytes that took, less than 0 where it saved some. */
    int grow(int room);

    /** The values inside that are shown so far. */
    List<ShownValue> inside();

    /** Whether something of it is left out that a larger frame would show. */
    boolean isCut();

    /** A string, number, boolean, null, or a map or list of these. */
    @Nullable
    Object finished();

    /** What has one form only. */
    record Fixed(@Nullable Object finished, int bytes) implements ShownValue {

        /** A number with more digits than this is told shorter by its exponent, as text. */
        private static final int DIGITS = 32;

        static Fixed text(String text) {
            return new Fixed(text, ServerBytes.of(text));
        }

        static Fixed plain(@Nullable Object plain) {
            Object kept = kept(plain);
            int bytes = ServerBytes.ofPlain(kept);
            return bytes <= DIGITS ? new Fixed(kept, bytes) : text(String.valueOf(plain));
        }

        /** Of the types that every writer of JSON writes in the same way. */
        private static @Nullable Object kept(@Nullable Object plain) {
            if (plain instanceof Float) {
                return Double.valueOf(plain.toString()); // 1.1f is 1.1, not 1.10000002384
            }
            return plain instanceof Short || plain instanceof Byte ? Integer.valueOf(plain.toString()) : plain;
        }

        @Override
        public int grow(int room) {
            return 0;
        }

        @Override
        public List<ShownValue> inside() {
            return List.of();
        }

        @Override
        public boolean isCut() {
            return false;
        }
    }
}
