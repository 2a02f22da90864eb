package io.github.threadreporter.receiver;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Counts what is read and fails beyond a limit: a small gzip file can hold a huge document. */
final class BoundedStream extends FilterInputStream {

    private final long limit;
    private long count;

    private BoundedStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    static BoundedStream gunzip(byte[] content, long limit) throws IOException {
        return new BoundedStream(new GZIPInputStream(new ByteArrayInputStream(content), 1 << 16), limit);
    }

    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        counted(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        int read = super.read(to, offset, length);
        counted(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        counted(skipped);
        return skipped;
    }

    private void counted(long bytes) throws IOException {
        count += bytes;
        if (count > limit) {
            throw new IOException("larger than " + limit + " bytes");
        }
    }
}
