package io.github.threadreporter.convert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One value on its way into a frame, as short as it can be at first. Not thread-safe. */
interface ShownValue {

    /** What it takes now, by the server's count. */
    int bytes();

    /** Shows more of it, if there is more and it fits; returns how many bytes that took, less than 0 where it saved some. */
    int grow(int room);

    /** The values inside that are shown so far. */
    List<ShownValue> inside();

    /** Whether something of it was left out for want of room. */
    boolean isCut();

    /** A string, number, boolean, null, or a map or list of these. */
    @Nullable
    Object finished();

    /** What has one form only. */
    record Fixed(@Nullable Object finished, int bytes) implements ShownValue {

        static Fixed text(String text) {
            return new Fixed(text, ServerBytes.of(text));
        }

        static Fixed plain(@Nullable Object plain) {
            return new Fixed(plain, ServerBytes.ofPlain(plain));
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
