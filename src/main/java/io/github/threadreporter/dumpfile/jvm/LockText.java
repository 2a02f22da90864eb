package io.github.threadreporter.dumpfile.jvm;

import io.github.threadreporter.model.LockRef;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of a stack that begins with {@code - }.
 *
 * @param what what the thread does with the lock
 * @param lock the lock, or null where the line does not name it
 * @param rest what stands behind it: JDK 8 writes the next frame on the same line after an eliminated lock
 */
record LockText(What what, @Nullable LockRef lock, String rest) {

    enum What {
        ENTERING("waiting to lock"),
        REENTERING("waiting to re-lock in wait()"),
        CLASS_INITIALIZATION("waiting on the Class initialization monitor"),
        WAITING("waiting on"),
        PARKING("parking to wait for"),
        HOLDING("locked"),
        /** The compiler has proved that no other thread can want it. */
        ELIMINATED("eliminated"),
        ELIMINATED_TOO("lock is eliminated");

        private final String words;

        What(String words) {
            this.words = words;
        }
    }

    private static final String NOTHING = "";

    /** The line without its dash, or null where it is none of a lock. */
    static @Nullable LockText parse(String text) {
        for (What what : What.values()) {
            if (text.startsWith(what.words)) {
                return parse(what, text.substring(what.words.length()));
            }
        }
        return null;
    }

    private static @Nullable LockText parse(What what, String text) {
        int frame = text.indexOf("\tat ");
        String rest = frame < 0 ? NOTHING : text.substring(frame + 1);
        String object = (frame < 0 ? text : text.substring(0, frame)).strip();
        if (what == What.CLASS_INITIALIZATION || what == What.ELIMINATED_TOO || object.startsWith("<no object ")) {
            return new LockText(what, null, rest);
        }
        LockRef lock = lock(object);
        return lock == null && what != What.ELIMINATED ? null : new LockText(what, lock, rest);
    }

    /**
     * {@code <0x00000000fc0e2ae8> (a com.acme.Stock)}, or {@code <com.acme.Stock@1f2e3d>}.
     *
     * @return null where the text is neither
     */
    static @Nullable LockRef lock(String text) {
        int close = text.indexOf('>');
        if (!text.startsWith("<") || close < 0) {
            return null;
        }
        String object = text.substring(1, close);
        if (!object.startsWith("0x")) {
            return named(object);
        }
        String type = text.substring(close + 1).strip();
        return type.startsWith("(a ") && type.endsWith(")") && isAddress(object)
                ? new LockRef(type.substring(3, type.length() - 1), identity(object))
                : null;
    }

    /** {@code com.acme.Stock@1f2e3d}, or null. */
    static @Nullable LockRef named(String text) {
        int at = text.lastIndexOf('@');
        return at > 0 && at < text.length() - 1 ? new LockRef(text.substring(0, at), text.substring(at + 1)) : null;
    }

    static boolean isAddress(String text) {
        for (int i = 2; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return text.startsWith("0x") && text.length() > 2;
    }

    /** Without what all addresses begin with. */
    static String identity(String address) {
        int from = 2;
        while (from < address.length() - 1 && address.charAt(from) == '0') {
            from++;
        }
        return address.substring(from).toLowerCase(Locale.ROOT);
    }
}
