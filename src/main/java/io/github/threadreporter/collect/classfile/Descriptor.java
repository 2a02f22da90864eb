package io.github.threadreporter.collect.classfile;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of a method, without the receiver.
 *
 * @param types their descriptors
 * @param slots how many slots they take: long and double take two
 */
record Descriptor(List<String> types, int slots) {

    private static final int MOST_SLOTS = 255;

    Descriptor {
        types = List.copyOf(types);
    }

    static Descriptor parse(String text) throws UnreadableClassFile {
        List<String> types = new ArrayList<>();
        int slots = 0;
        int at = 1;
        while (at < text.length() && text.charAt(at) != ')') {
            int end = endOfType(text, at);
            String type = text.substring(at, end);
            types.add(type);
            slots += slots(type);
            if (slots > MOST_SLOTS) {
                throw new UnreadableClassFile("it has a method of more than " + MOST_SLOTS + " parameters");
            }
            at = end;
        }
        if (!text.startsWith("(") || at >= text.length()) {
            throw malformed();
        }
        return new Descriptor(types, slots);
    }

    /** How many slots a variable of that type takes. */
    static int slots(String type) {
        return type.equals("J") || type.equals("D") ? 2 : 1;
    }

    private static int endOfType(String text, int from) throws UnreadableClassFile {
        int at = from;
        while (at < text.length() && text.charAt(at) == '[') {
            at++;
        }
        if (at < text.length() && text.charAt(at) == 'L') {
            at = text.indexOf(';', at);
        } else if (at == text.length() || "BCDFIJSZ".indexOf(text.charAt(at)) < 0) {
            at = -1;
        }
        if (at < 0) {
            throw malformed();
        }
        return at + 1;
    }

    private static UnreadableClassFile malformed() {
        return new UnreadableClassFile("it has a method of no proper type");
    }
}
