package io.github.threadreporter.collect.classfile;

import java.util.function.ObjIntConsumer;

/** Reads which annotations there are. What they say is passed over, within a bound on how deep it is nested. */
final class Annotations {

    private static final int MOST_NESTED = 64;

    private final ConstantPool pool;

    Annotations(ConstantPool pool) {
        this.pool = pool;
    }

    /** Hands out the simple names of the annotations in one attribute, each with {@code at}. */
    void read(Cursor in, int at, ObjIntConsumer<String> names) throws UnreadableClassFile {
        int number = in.u2();
        for (int i = 0; i < number; i++) {
            names.accept(annotation(in, 0), at);
        }
    }

    /**
     * Hands out those on the types of parameters, with the parameter's position, and those on the type of a field, with
     * 0. Inside of a type counts too: {@code List<@Secret String>} holds secrets.
     */
    void readOnTypes(Cursor in, ObjIntConsumer<String> names) throws UnreadableClassFile {
        int number = in.u2();
        for (int i = 0; i < number; i++) {
            int target = in.u1();
            int parameter = target == 0x16 ? in.u1() : 0;
            in.skip(targetBytes(target, in));
            in.skip(2 * in.u1()); // the path to the annotated part of the type
            String name = annotation(in, 0);
            if (target == 0x16 || target == 0x13) {
                names.accept(name, parameter);
            }
        }
    }

    private static int targetBytes(int target, Cursor in) throws UnreadableClassFile {
        return switch (target) {
            case 0x13, 0x14, 0x15, 0x16 -> 0; // field, return type, receiver; the parameter was read
            case 0x00, 0x01 -> 1; // type parameters
            case 0x10, 0x11, 0x12, 0x17, 0x42, 0x43, 0x44, 0x45, 0x46 -> 2;
            case 0x40, 0x41 -> 6 * in.u2(); // local variables
            case 0x47, 0x48, 0x49, 0x4A, 0x4B -> 3; // casts and type arguments
            default -> throw new UnreadableClassFile("it annotates types in an unknown place");
        };
    }

    private String annotation(Cursor in, int depth) throws UnreadableClassFile {
        String name = pool.simpleName(in.u2());
        int pairs = in.u2();
        for (int i = 0; i < pairs; i++) {
            in.skip(2);
            skipValue(in, depth);
        }
        return name;
    }

    /** Passes over the value of an element, the name of which was read. */
    void skipValue(Cursor in) throws UnreadableClassFile {
        skipValue(in, 0);
    }

    private void skipValue(Cursor in, int depth) throws UnreadableClassFile {
        if (depth > MOST_NESTED) {
            throw new UnreadableClassFile("its annotations are nested too deep");
        }
        int tag = in.u1();
        switch (tag) {
            case 'B', 'C', 'D', 'F', 'I', 'J', 'S', 'Z', 's', 'c' -> in.skip(2);
            case 'e' -> in.skip(4);
            case '@' -> annotation(in, depth + 1);
            case '[' -> {
                int number = in.u2();
                for (int i = 0; i < number; i++) {
                    skipValue(in, depth + 1);
                }
            }
            default -> throw new UnreadableClassFile("it has an annotation of an unknown kind");
        }
    }
}
