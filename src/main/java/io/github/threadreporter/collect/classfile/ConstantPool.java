package io.github.threadreporter.collect.classfile;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names in a class file. What is asked for is decoded once, and equal texts are one, so that no reference to a long
 * text costs more than the first. Not thread-safe.
 */
final class ConstantPool {

    private static final int UTF8 = 1;
    private static final int NUMBER = 3;
    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;

    private final byte[] bytes;
    private final int[] places;
    private final @Nullable String[] texts;
    private final @Nullable String[] simpleNames;
    private final Map<String, String> distinct = new HashMap<>();
    private final Map<String, Descriptor> descriptors = new HashMap<>();

    private ConstantPool(byte[] bytes, int[] places) {
        this.bytes = bytes;
        this.places = places;
        this.texts = new String[places.length];
        this.simpleNames = new String[places.length];
    }

    static ConstantPool read(Cursor in) throws UnreadableClassFile {
        int[] places = new int[in.u2()];
        for (int i = 1; i < places.length; i++) {
            places[i] = in.position();
            int tag = in.u1();
            switch (tag) {
                case UTF8 -> in.skip(in.u2());
                case CLASS, 8, 16, 19, 20 -> in.skip(2); // string, method type, module, package
                case 15 -> in.skip(3); // method handle
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skip(4); // numbers, members, names with types, dynamic
                case 5, 6 -> { // long and double count as two
                    in.skip(8);
                    i++;
                }
                default -> throw new UnreadableClassFile("it has constants of the unknown kind " + tag);
            }
        }
        return new ConstantPool(in.bytes(), places);
    }

    String text(int index) throws UnreadableClassFile {
        String known = index < texts.length ? texts[index] : null;
        if (known == null) {
            Cursor in = constant(index, UTF8);
            String decoded = ModifiedUtf8.decode(in.part(in.u2()));
            known = distinct.computeIfAbsent(decoded, same -> same);
            texts[index] = known;
        }
        return known;
    }

    /** A constant of type int. */
    int number(int index) throws UnreadableClassFile {
        Cursor in = constant(index, NUMBER);
        return (in.u2() << 16) | in.u2();
    }

    /** The internal name of a class, e.g. {@code java/lang/String}. */
    String className(int index) throws UnreadableClassFile {
        return text(constant(index, CLASS).u2());
    }

    /** The method, of a class or an interface, that is referred to: internal name of the class, name, descriptor. */
    String[] method(int index) throws UnreadableClassFile {
        boolean ofInterface = index < places.length && bytes[places[index]] == INTERFACE_METHOD;
        Cursor in = constant(index, ofInterface ? INTERFACE_METHOD : METHOD);
        String owner = className(in.u2());
        Cursor member = constant(in.u2(), NAME_AND_TYPE);
        return new String[] {owner, text(member.u2()), text(member.u2())};
    }

    /** What {@code Class.getSimpleName()} says of most classes, for the descriptor at {@code index}. */
    String simpleName(int index) throws UnreadableClassFile {
        String descriptor = text(index);
        String known = simpleNames[index];
        if (known == null) {
            int from = Math.max(descriptor.lastIndexOf('/'), descriptor.lastIndexOf('$'));
            int to = descriptor.endsWith(";") ? descriptor.length() - 1 : descriptor.length();
            boolean packaged = from >= 0 && from + 1 < to;
            String simple = packaged
                    ? descriptor.substring(from + 1, to)
                    : descriptor.substring(descriptor.startsWith("L") ? 1 : 0, to);
            known = distinct.computeIfAbsent(simple, same -> same);
            simpleNames[index] = known;
        }
        return known;
    }

    Descriptor descriptor(int index) throws UnreadableClassFile {
        String text = text(index);
        Descriptor known = descriptors.get(text);
        if (known == null) {
            known = Descriptor.parse(text);
            descriptors.put(text, known);
        }
        return known;
    }

    /** About how many bytes everything takes that was asked for. */
    long bytes() {
        long sum = 0;
        for (String text : distinct.keySet()) {
            sum += textBytes(text);
        }
        for (Descriptor descriptor : descriptors.values()) {
            for (String type : descriptor.types()) {
                sum += textBytes(type);
            }
        }
        return sum;
    }

    private static long textBytes(String text) {
        return 56L + text.length();
    }

    private Cursor constant(int index, int tag) throws UnreadableClassFile {
        if (index == 0 || index >= places.length || places[index] == 0 || bytes[places[index]] != tag) {
            throw new UnreadableClassFile("it refers to a constant that it does not have");
        }
        Cursor in = new Cursor(bytes);
        in.skip(places[index] + 1);
        return in;
    }
}
