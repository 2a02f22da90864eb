package io.github.threadreporter.convert;

import io.sentry.JsonObjectWriter;
import io.sentry.JsonSerializable;
import io.sentry.NoOpLogger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Counts the bytes of UTF-8 that the SDK's own writer makes, without keeping them. Not thread-safe. */
final class ByteCounter extends Writer {

    /** As deep as the SDK follows foreign objects; there are none in our events. */
    private static final int DEPTH = 100;

    private long bytes;
    private boolean pending;

    private ByteCounter() {}

    /** The size of that value as the SDK will write it. */
    static int sizeOf(JsonSerializable value) {
        ByteCounter counter = new ByteCounter();
        try {
            value.serialize(new JsonObjectWriter(counter, DEPTH), NoOpLogger.getInstance());
        } catch (IOException e) {
            throw new UncheckedIOException("a counter does no input or output", e);
        }
        return Math.toIntExact(counter.bytes + (counter.pending ? 1 : 0));
    }

    @Override
    public void write(int c) {
        count((char) c);
    }

    @Override
    public void write(char[] chars, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            count(chars[i]);
        }
    }

    @Override
    public void write(String text, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            count(text.charAt(i));
        }
    }

    private void count(char c) {
        if (pending) {
            pending = false;
            if (Character.isLowSurrogate(c)) {
                bytes += 4;
                return;
            }
            bytes++;
        }
        if (Character.isHighSurrogate(c)) {
            pending = true;
        } else {
            bytes += c < 0x80 || Character.isSurrogate(c) ? 1 : c < 0x800 ? 2 : 3;
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
