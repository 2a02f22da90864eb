package io.github.threadreporter.send;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Packs text as it is written; holds packed bytes only. How much room is left is known exactly only after a flush, which
 * costs a few bytes and time, so one is made only when an estimate that errs on the safe side says that it is needed.
 */
final class GzipBuffer extends Writer implements Room {

    /** A character takes at most three bytes, and data that can't be packed grows by less than one in 256. */
    private static final int BYTES_PER_CHAR = 3;

    private static final int GROWTH = 256;
    private static final int TRAILER = 64;
    private static final int GZIP_BUFFER = 8_192;

    private final int limit;
    private final ByteArrayOutputStream packed = new ByteArrayOutputStream(GZIP_BUFFER);
    private final Writer encoder;
    private long unflushed;

    /** @param limit largest size in packed bytes */
    GzipBuffer(int limit) throws IOException {
        this.limit = limit;
        this.encoder = new OutputStreamWriter(new GZIPOutputStream(packed, GZIP_BUFFER, true), StandardCharsets.UTF_8);
    }

    @Override
    public boolean fits(long chars, int percent) throws IOException {
        long share = (long) limit * percent / ALL;
        if (packed.size() + atMost(unflushed + chars) <= share) {
            return true;
        }
        flush();
        return packed.size() + atMost(chars) <= share;
    }

    private static long atMost(long chars) {
        long bytes = chars * BYTES_PER_CHAR;
        return bytes + bytes / GROWTH + TRAILER;
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        unflushed += length;
        encoder.write(text, from, length);
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        unflushed += length;
        encoder.write(text, from, length);
    }

    @Override
    public void flush() throws IOException {
        if (unflushed > 0) {
            encoder.flush();
            unflushed = 0;
        }
    }

    @Override
    public void close() throws IOException {
        encoder.close();
    }

    /** Ends the text and returns it, packed; null where it is above the limit after all, because not even its frame fits. */
    byte @Nullable [] finish() throws IOException {
        encoder.close();
        return packed.size() <= limit ? packed.toByteArray() : null;
    }
}
