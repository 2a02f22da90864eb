package io.github.threadreporter.collect.classfile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what one annotation of Kotlin says. Not thread-safe. */
final class SuspensionReading {

    static final String SIMPLE_NAME = "DebugMetadata";

    /** Full name, since others may have one of the same simple name. */
    private static final String TYPE = "Lkotlin/coroutines/jvm/internal/" + SIMPLE_NAME + ";";

    private final ConstantPool pool;
    private String className = "";
    private String method = "";
    private String file = "";
    private final List<Integer> lines = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();

    private SuspensionReading(ConstantPool pool) {
        this.pool = pool;
    }

    /** Null where there is no such annotation in the attribute. */
    static @Nullable SuspensionPoints read(Cursor in, ConstantPool pool, Annotations annotations)
            throws UnreadableClassFile {
        for (int left = in.u2(); left > 0; left--) {
            boolean found = pool.text(in.u2()).equals(TYPE);
            SuspensionReading reading = new SuspensionReading(pool);
            for (int pairs = in.u2(); pairs > 0; pairs--) {
                String name = pool.text(in.u2());
                if (!found || !reading.takes(name, in)) {
                    annotations.skipValue(in);
                }
            }
            if (found) {
                return reading.facts();
            }
        }
        return null;
    }

    private SuspensionPoints facts() {
        return new SuspensionPoints(className, method, file, lines, names, fields, places);
    }

    private boolean takes(String name, Cursor in) throws UnreadableClassFile {
        switch (name) {
            case "c" -> className = text(in);
            case "m" -> method = text(in);
            case "f" -> file = text(in);
            case "l" -> numbers(in, lines);
            case "n" -> texts(in, names);
            case "s" -> texts(in, fields);
            case "i" -> numbers(in, places);
            default -> {
                return false;
            }
        }
        return true;
    }

    private String text(Cursor in) throws UnreadableClassFile {
        expect(in, 's');
        return pool.text(in.u2());
    }

    private void texts(Cursor in, List<String> into) throws UnreadableClassFile {
        expect(in, '[');
        for (int left = in.u2(); left > 0; left--) {
            into.add(text(in));
        }
    }

    private void numbers(Cursor in, List<Integer> into) throws UnreadableClassFile {
        expect(in, '[');
        for (int left = in.u2(); left > 0; left--) {
            expect(in, 'I');
            into.add(pool.number(in.u2()));
        }
    }

    private static void expect(Cursor in, char tag) throws UnreadableClassFile {
        if (in.u1() != tag) {
            throw new UnreadableClassFile("what Kotlin says of a coroutine is not of the known form");
        }
    }
}
