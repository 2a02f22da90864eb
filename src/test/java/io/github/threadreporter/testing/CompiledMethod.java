package io.github.threadreporter.testing;

import io.github.threadreporter.collect.liveness.Handler;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A method of a class of the tests, as javac left it in the class file. */
public record CompiledMethod(
        String name, String descriptor, byte[] code, List<Handler> handlers, List<Variable> variables) {

    /** An entry of its LocalVariableTable. */
    public record Variable(int start, int length, String name, String type, int slot) {

        public boolean isInScope(int bytecodeIndex) {
            return start <= bytecodeIndex && bytecodeIndex < start + length;
        }
    }

    /** The only method of that name. */
    public static CompiledMethod of(Class<?> type, String name) {
        return all(type).stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public static List<CompiledMethod> all(Class<?> type) {
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = type.getResourceAsStream(file);
                DataInputStream data = new DataInputStream(in)) {
            data.skipNBytes(8);
            Map<Integer, String> names = names(data);
            data.skipNBytes(6);
            data.skipNBytes(2L * data.readUnsignedShort());
            for (int fields = data.readUnsignedShort(); fields > 0; fields--) {
                data.skipNBytes(6);
                skipAttributes(data);
            }
            List<CompiledMethod> methods = new ArrayList<>();
            for (int count = data.readUnsignedShort(); count > 0; count--) {
                methods.add(method(data, names));
            }
            return methods;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Integer, String> names(DataInputStream data) throws IOException {
        Map<Integer, String> names = new HashMap<>();
        int count = data.readUnsignedShort();
        for (int i = 1; i < count; i++) {
            int tag = data.readUnsignedByte();
            switch (tag) {
                case 1 -> names.put(i, data.readUTF());
                case 3, 4, 9, 10, 11, 12, 17, 18 -> data.skipNBytes(4);
                case 5, 6 -> {
                    data.skipNBytes(8);
                    i++;
                }
                case 7, 8, 16, 19, 20 -> data.skipNBytes(2);
                case 15 -> data.skipNBytes(3);
                default -> throw new IOException("constant of kind " + tag);
            }
        }
        return names;
    }

    private static void skipAttributes(DataInputStream data) throws IOException {
        for (int count = data.readUnsignedShort(); count > 0; count--) {
            data.skipNBytes(2);
            data.skipNBytes(data.readInt());
        }
    }

    private static CompiledMethod method(DataInputStream data, Map<Integer, String> names) throws IOException {
        data.skipNBytes(2);
        String name = names.get(data.readUnsignedShort());
        String descriptor = names.get(data.readUnsignedShort());
        CompiledMethod method = new CompiledMethod(name, descriptor, new byte[0], List.of(), List.of());
        for (int count = data.readUnsignedShort(); count > 0; count--) {
            if (names.get(data.readUnsignedShort()).equals("Code")) {
                data.skipNBytes(8);
                method = body(method, data, names);
            } else {
                data.skipNBytes(data.readInt());
            }
        }
        return method;
    }

    private static CompiledMethod body(CompiledMethod method, DataInputStream data, Map<Integer, String> names)
            throws IOException {
        byte[] code = data.readNBytes(data.readInt());
        List<Handler> handlers = new ArrayList<>();
        for (int count = data.readUnsignedShort(); count > 0; count--) {
            handlers.add(new Handler(
                    data.readUnsignedShort(),
                    data.readUnsignedShort(),
                    data.readUnsignedShort(),
                    data.readUnsignedShort() == 0));
        }
        List<Variable> variables = new ArrayList<>();
        for (int count = data.readUnsignedShort(); count > 0; count--) {
            if (names.get(data.readUnsignedShort()).equals("LocalVariableTable")) {
                data.skipNBytes(4);
                for (int entries = data.readUnsignedShort(); entries > 0; entries--) {
                    variables.add(new Variable(
                            data.readUnsignedShort(),
                            data.readUnsignedShort(),
                            names.get(data.readUnsignedShort()),
                            names.get(data.readUnsignedShort()),
                            data.readUnsignedShort()));
                }
            } else {
                data.skipNBytes(data.readInt());
            }
        }
        return new CompiledMethod(method.name(), method.descriptor(), code, handlers, variables);
    }
}
