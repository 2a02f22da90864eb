package io.github.threadreporter.convert;

import io.github.threadreporter.model.Value;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** What the values of one frame share: each object is opened once, and all names together are bounded. Not thread-safe. */
final class FrameScope {

    /** Longest name of a variable, a field, a key. The server does not count them, but the event does. */
    private static final int NAME = 80;

    /** All names of a frame. */
    private static final int NAMES = 4_096;

    private final Set<Value.Structure> opened = Collections.newSetFromMap(new IdentityHashMap<>());
    private int names = NAMES;

    /** @param level how many objects it is inside of */
    ShownValue show(Value value, int level) {
        if (value instanceof Value.Plain plain) {
            return ShownValue.Fixed.plain(plain.value());
        }
        if (value instanceof Value.Text text) {
            return new ShownText(text);
        }
        if (value instanceof Value.Structure object) {
            return new ShownObject(object, level, this);
        }
        return ShownValue.Fixed.text(ValueWords.fixed(value));
    }

    boolean isOpened(Value.Structure object) {
        return opened.contains(object);
    }

    void open(Value.Structure object) {
        opened.add(object);
    }

    static String name(String name) {
        return Texts.cut(name, NAME);
    }

    int roomForNames() {
        return names;
    }

    void take(String name) {
        names -= name.length();
    }
}
