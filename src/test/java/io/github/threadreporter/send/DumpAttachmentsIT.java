package io.github.threadreporter.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackGroup.Role;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.testing.Dumps;
import io.sentry.Attachment;
import io.sentry.vendor.gson.stream.JsonReader;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 100,000 threads in a small heap: both attachments whole, within their limit, and the figures for the documents. */
@Timeout(180)
class DumpAttachmentsIT {

    private static final int THREADS = 100_000;
    private static final int FRAMES = 40;

    enum Shape {
        /** All at the same place: one instance of the stack. */
        PARKED(1),
        /** A real server's number of places. */
        SERVER(64),
        /** Every stack another one. */
        DISTINCT(THREADS);

        private final int places;

        Shape(int places) {
            this.places = places;
        }
    }

    @ParameterizedTest
    @EnumSource(Shape.class)
    void hundredThousandThreads_fitIntoASmallHeap(Shape shape) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        shape.name())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        System.out.print(output);
        assertThat(process.waitFor()).as(output).isZero();
    }

    static final class Writer {

        public static void main(String[] args) throws IOException {
            Shape shape = Shape.valueOf(args[0]);
            CapturedThread[] threads = threads(shape);
            StackGroup all = new StackGroup(Role.IDLE, List.of(threads));
            var dump = Dumps.of(threads).withAnalysis(new Analysis(List.of(all), List.of(), null, Headline.NONE));
            System.gc();
            long before = used();
            long start = System.nanoTime();
            DumpAttachments result = DumpAttachments.of(dump, CaptureLimits.DEFAULTS.attachmentBytes());
            long millis = (System.nanoTime() - start) / 1_000_000;
            Attachment text = result.attachments().get(0);
            Attachment json = result.attachments().get(1);
            System.out.printf(
                    "%s: text %,d bytes, json %,d bytes, %,d ms, heap before %,d MiB, -Xmx256m, cuts %s%n",
                    shape, text.getBytes().length, json.getBytes().length, millis, before >> 20, result.cuts());
            long textCut = cut(result, DumpAttachments.TEXT);
            long jsonCut = cut(result, DumpAttachments.JSON);
            check(text.getBytes().length <= CaptureLimits.DEFAULTS.attachmentBytes(), "text is too long");
            check(json.getBytes().length <= CaptureLimits.DEFAULTS.attachmentBytes(), "json is too long");
            check(headers(text) + textCut == THREADS, "threads are missing in the text");
            check(threadsIn(json) + jsonCut == THREADS, "threads are missing in the json");
            check(shape == Shape.DISTINCT || result.cuts().isEmpty(), "something was cut");
        }

        private static CapturedThread[] threads(Shape shape) {
            List<StackTrace> stacks = new ArrayList<>();
            List<Frame> common =
                    Collections.nCopies(FRAMES - 4, Dumps.frame("java.util.concurrent.locks.Lock", "await", 211));
            for (int place = 0; place < shape.places; place++) {
                List<Frame> frames = new ArrayList<>(FRAMES);
                frames.add(Dumps.frame("com.acme.orders.Handler" + place % 500, "handle", place));
                for (int i = 1; i < 4; i++) {
                    frames.add(Dumps.frame("com.acme.orders.Step" + i, "run", place % 97));
                }
                frames.addAll(common);
                stacks.add(new StackTrace(frames, 0));
            }
            CapturedThread[] threads = new CapturedThread[THREADS];
            for (int i = 0; i < THREADS; i++) {
                threads[i] = CapturedThread.builder(i + 1, "")
                        .kind(ThreadKind.VIRTUAL)
                        .state(Thread.State.WAITING)
                        .daemon(true)
                        .group("orders")
                        .stack(stacks.get(i % shape.places))
                        .build();
            }
            return threads;
        }

        private static long cut(DumpAttachments result, String name) {
            return result.cuts().stream()
                    .filter(cut -> cut.what().endsWith(name))
                    .mapToLong(cut -> cut.count())
                    .sum();
        }

        private static long headers(Attachment text) throws IOException {
            try (BufferedReader in = new BufferedReader(unpacked(text))) {
                return in.lines().filter(line -> line.startsWith("\"\" #")).count();
            }
        }

        private static long threadsIn(Attachment attachment) throws IOException {
            long threads = 0;
            try (JsonReader json = new JsonReader(unpacked(attachment))) {
                json.beginObject();
                while (json.hasNext()) {
                    if (json.nextName().equals("threads")) {
                        json.beginArray();
                        for (; json.hasNext(); threads++) {
                            json.skipValue();
                        }
                        json.endArray();
                    } else {
                        json.skipValue();
                    }
                }
                json.endObject();
            }
            return threads;
        }

        private static Reader unpacked(Attachment attachment) throws IOException {
            return new InputStreamReader(
                    new GZIPInputStream(new ByteArrayInputStream(attachment.getBytes())), StandardCharsets.UTF_8);
        }

        private static long used() {
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }

        private static void check(boolean condition, String otherwise) {
            if (!condition) {
                throw new AssertionError(otherwise);
            }
        }
    }
}
