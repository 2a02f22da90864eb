package io.github.threadreporter.collect.classfile;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Class files that no compiler writes, of a class named {@code A}. */
final class ClassFileBuilder {

    interface Part {
        void write(DataOutputStream out) throws IOException;
    }

    private final Map<String, Integer> texts = new LinkedHashMap<>();
    private final List<Part> methods = new ArrayList<>();
    private final List<Part> attributes = new ArrayList<>();

    ClassFileBuilder() {
        text("A");
    }

    /** The index of a text. */
    int text(String text) {
        return texts.computeIfAbsent(text, next -> texts.size() + 2);
    }

    /** Adds a static method of four bytes of code and four slots, with attributes of the code. */
    ClassFileBuilder method(String name, String descriptor, Part... ofCode) {
        int nameAt = text(name);
        int descriptorAt = text(descriptor);
        int codeAt = text("Code");
        methods.add(out -> {
            out.writeShort(8);
            out.writeShort(nameAt);
            out.writeShort(descriptorAt);
            out.writeShort(1);
            attribute(codeAt, code -> {
                        code.writeShort(0);
                        code.writeShort(4);
                        code.writeInt(4);
                        code.write(new byte[] {0, 0, 0, (byte) 177});
                        code.writeShort(0);
                        code.writeShort(ofCode.length);
                        for (Part part : ofCode) {
                            part.write(code);
                        }
                    })
                    .write(out);
        });
        return this;
    }

    /** A LocalVariableTable of lines of start, length and slot, each with its name, all of them ints. */
    Part variables(Object... startLengthSlotName) {
        int at = text("LocalVariableTable");
        int type = text("I");
        for (int i = 3; i < startLengthSlotName.length; i += 4) {
            text((String) startLengthSlotName[i]);
        }
        return attribute(at, out -> {
            out.writeShort(startLengthSlotName.length / 4);
            for (int i = 0; i < startLengthSlotName.length; i += 4) {
                out.writeShort((int) startLengthSlotName[i]);
                out.writeShort((int) startLengthSlotName[i + 1]);
                out.writeShort(text((String) startLengthSlotName[i + 3]));
                out.writeShort(type);
                out.writeShort((int) startLengthSlotName[i + 2]);
            }
        });
    }

    /** Adds an attribute of the class. */
    ClassFileBuilder with(String name, Part content) {
        attributes.add(attribute(text(name), content));
        return this;
    }

    private static Part attribute(int name, Part content) {
        return out -> {
            byte[] bytes = written(content);
            out.writeShort(name);
            out.writeInt(bytes.length);
            out.write(bytes);
        };
    }

    byte[] build() {
        return written(out -> {
            byte[] members = written(this::members);
            out.writeInt(0xCAFEBABE);
            out.writeInt(61);
            out.writeShort(texts.size() + 2);
            out.writeByte(7);
            out.writeShort(text("A"));
            for (String text : texts.keySet()) {
                out.writeByte(1);
                out.writeUTF(text);
            }
            out.write(members);
        });
    }

    private void members(DataOutputStream out) throws IOException {
        out.writeShort(0x21);
        out.writeShort(1);
        out.writeShort(0);
        out.writeShort(0);
        out.writeShort(0);
        writeAll(methods, out);
        writeAll(attributes, out);
    }

    private static void writeAll(List<Part> parts, DataOutputStream out) throws IOException {
        out.writeShort(parts.size());
        for (Part part : parts) {
            part.write(out);
        }
    }

    static byte[] written(Part part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            part.write(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
