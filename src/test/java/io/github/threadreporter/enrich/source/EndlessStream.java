package io.github.threadreporter.enrich.source;

import java.io.InputStream;
import java.util.Arrays;

/** A stream that never ends, as a zip bomb seems to. */
final class EndlessStream extends InputStream {

    long read;

    @Override
    public int read() {
        read++;
        return 'x';
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
        Arrays.fill(bytes, from, from + length, (byte) 'x');
        read += length;
        return length;
    }
}
