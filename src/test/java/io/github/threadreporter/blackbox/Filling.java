package io.github.threadreporter.blackbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** Fills a black box with threads that never stand at the same place twice, and weighs it. */
final class Filling {

    private static final int LIMIT = 4 << 20;

    private static final Random RANDOM = new Random(7);
    private static long nanos = 1_000_000_000;

    private Filling() {}

    public static void main(String[] arguments) throws InterruptedException {
        BlackBox warm = filled();
        long before = used();
        BlackBox box = filled();
        long taken = used() - before;
        long told = box.figures().bytes();
        System.out.println("taken " + taken + " told " + told + " within the limit: "
                + (taken <= LIMIT && told <= LIMIT && told > LIMIT / 2) + " "
                + warm.figures().looks());
    }

    private static BlackBox filled() {
        // The JVM of the test goes with the method; what the box holds of it, names included, is the box's.
        FakeSource jvm = new FakeSource();
        Changeable source = new Changeable(jvm);
        BlackBox box = new BlackBox(
                source,
                () -> nanos,
                () -> Instant.ofEpochSecond(0, nanos),
                name -> name.length() % 2 == 0,
                new BlackBoxLimits(LIMIT, Duration.ofSeconds(1), 100, 32));
        for (int look = 0; look < 60; look++) {
            for (int i = 0; i < 400; i++) {
                long id = RANDOM.nextInt(3_000);
                jvm.stands(id, "worker-" + id + "-" + RANDOM.nextInt(), Thread.State.RUNNABLE, frames());
            }
            nanos += 1_000_000_000;
            box.lookIfDue();
        }
        source.to = new FakeSource();
        return box;
    }

    private static StackTraceElement[] frames() {
        StackTraceElement[] frames = new StackTraceElement[RANDOM.nextInt(40)];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = FakeSource.at("com.acme.Generated" + RANDOM.nextInt(1_000_000), "step" + RANDOM.nextInt(), i);
        }
        return frames;
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            System.gc();
            Thread.sleep(20);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** A source that can be let go of. */
    private static final class Changeable implements Source {

        private Source to;

        Changeable(Source to) {
            this.to = to;
        }

        @Override
        public long[] ids() {
            return to.ids();
        }

        @Override
        public long[] cpuNanos(long[] ids) {
            return to.cpuNanos(ids);
        }

        @Override
        public java.util.List<Sighting> see(long[] ids, int depth) {
            return to.see(ids, depth);
        }

        @Override
        public long processCpuNanos() {
            return to.processCpuNanos();
        }

        @Override
        public long gcMillis() {
            return to.gcMillis();
        }

        @Override
        public long ownCpuNanos() {
            return to.ownCpuNanos();
        }

        @Override
        public long safepointNanos() {
            return to.safepointNanos();
        }
    }
}
