package io.github.threadreporter.dumpfile;

import io.github.threadreporter.dumpfile.jvm.Problems;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The characters of a file: unpacked if it is packed, in the encoding that its bytes tell. */
final class FileText {

    /** How many bytes are looked at to tell the encoding. */
    private static final int SAMPLE = 4_096;

    private static final int BUFFER = 16_384;

    private FileText() {}

    /** @throws IOException if it cannot be read; what is damaged in a packed file ends it, and is reported */
    static Reader of(InputStream in, Problems problems) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(in, BUFFER);
        byte[] head = peek(bytes, 2);
        if (head.length == 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b) {
            bytes = new BufferedInputStream(unpacked(bytes, problems), BUFFER);
        }
        return decoded(bytes);
    }

    private static InputStream unpacked(InputStream packed, Problems problems) throws IOException {
        try {
            return new DamagedEnds(new GZIPInputStream(packed, BUFFER), problems);
        } catch (EOFException | ZipException e) {
            problems.add(0, "it begins like a gzip file and is none: " + e.getMessage());
            return InputStream.nullInputStream();
        }
    }

    private static Reader decoded(BufferedInputStream bytes) throws IOException {
        byte[] head = peek(bytes, SAMPLE);
        if (starts(head, 0xef, 0xbb, 0xbf)) {
            bytes.skipNBytes(3);
        } else if (starts(head, 0xff, 0xfe) || starts(head, 0xfe, 0xff)) {
            bytes.skipNBytes(2);
            return new InputStreamReader(
                    bytes, starts(head, 0xff, 0xfe) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
        } else {
            int even = zeros(head, 0);
            int odd = zeros(head, 1);
            // Thread dumps are mostly ASCII: half of the bytes are zero in UTF-16, and none in other encodings.
            if (even + odd > head.length / 4 && (even == 0 || odd == 0)) {
                Charset charset = even == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
                return new InputStreamReader(bytes, charset);
            }
        }
        return new Utf8OrLatin1Reader(bytes);
    }

    private static byte[] peek(BufferedInputStream bytes, int count) throws IOException {
        bytes.mark(count);
        byte[] head = bytes.readNBytes(count);
        bytes.reset();
        return head;
    }

    private static boolean starts(byte[] head, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static int zeros(byte[] head, int from) {
        int zeros = 0;
        for (int i = from; i < head.length; i += 2) {
            zeros += head[i] == 0 ? 1 : 0;
        }
        return zeros;
    }

    /** Ends where a packed file is damaged: what came before is good. */
    private static final class DamagedEnds extends FilterInputStream {
        private final Problems problems;
        private boolean damaged;

        DamagedEnds(InputStream in, Problems problems) {
            super(in);
            this.problems = problems;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (damaged) {
                return -1;
            }
            try {
                return super.read(target, offset, length);
            } catch (EOFException | ZipException e) {
                damaged = true;
                problems.add(
                        0, "the gzip file is damaged or cut, and was read as far as it is good: " + e.getMessage());
                return -1;
            }
        }
    }
}
