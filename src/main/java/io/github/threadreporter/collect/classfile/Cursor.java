package io.github.threadreporter.collect.classfile;

/** A place in a part of a class file. It only goes forwards and never beyond its part. Not thread-safe. */
final class Cursor {

    private final byte[] bytes;
    private final int end;
    private int at;

    Cursor(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private Cursor(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Index into {@link #bytes()} of what comes next. */
    int position() {
        return at;
    }

    boolean atEnd() {
        return at == end;
    }

    int u1() throws UnreadableClassFile {
        need(1);
        return bytes[at++] & 0xff;
    }

    int u2() throws UnreadableClassFile {
        need(2);
        int value = ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
        at += 2;
        return value;
    }

    private long u4() throws UnreadableClassFile {
        return ((long) u2() << 16) | u2();
    }

    /** Reads a magic number. */
    void expect(long magic) throws UnreadableClassFile {
        if (u4() != magic) {
            throw new UnreadableClassFile("it does not begin as a class file does");
        }
    }

    /** Reads a size in bytes, which is there. */
    int size() throws UnreadableClassFile {
        long size = u4();
        need(size);
        return (int) size;
    }

    void skip(int size) throws UnreadableClassFile {
        need(size);
        at += size;
    }

    /** A cursor of its own for the next {@code size} bytes, which this one skips. */
    Cursor part(int size) throws UnreadableClassFile {
        Cursor part = new Cursor(bytes, at, at + size);
        skip(size);
        return part;
    }

    /** Another one at the same place, to read the same once more. */
    Cursor again() {
        return new Cursor(bytes, at, end);
    }

    private void need(long size) throws UnreadableClassFile {
        if (size > end - at) {
            throw new UnreadableClassFile("it ends too early");
        }
    }
}
