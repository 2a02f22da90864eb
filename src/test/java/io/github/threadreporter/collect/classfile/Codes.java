package io.github.threadreporter.collect.classfile;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** The bytecode of the methods of a well-formed class file, by name and descriptor, read the plain way. */
final class Codes {

    private Codes() {}

    static Map<String, byte[]> of(byte[] file) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
            in.skipBytes(8);
            String[] texts = texts(in);
            in.skipBytes(6);
            in.skipBytes(2 * in.readUnsignedShort());
            members(in, texts, new HashMap<>());
            return members(in, texts, new HashMap<>());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] texts(DataInputStream in) throws IOException {
        String[] texts = new String[in.readUnsignedShort()];
        for (int i = 1; i < texts.length; i++) {
            switch (in.readUnsignedByte()) {
                case 1 -> texts[i] = in.readUTF();
                case 7, 8, 16, 19, 20 -> in.skipBytes(2);
                case 15 -> in.skipBytes(3);
                case 5, 6 -> {
                    in.skipBytes(8);
                    i++;
                }
                default -> in.skipBytes(4);
            }
        }
        return texts;
    }

    private static Map<String, byte[]> members(DataInputStream in, String[] texts, Map<String, byte[]> codes)
            throws IOException {
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            in.skipBytes(2);
            String key = texts[in.readUnsignedShort()] + texts[in.readUnsignedShort()];
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                String name = texts[in.readUnsignedShort()];
                byte[] content = in.readNBytes(in.readInt());
                if (name.equals("Code")) {
                    DataInputStream code = new DataInputStream(new ByteArrayInputStream(content));
                    code.skipBytes(4);
                    codes.put(key, code.readNBytes(code.readInt()));
                }
            }
        }
        return codes;
    }
}
