package io.github.threadreporter.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.testing.Dumps;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A JVM in trouble, seen by jstack and by us: what tools read must be the same. */
@Timeout(120)
class JstackIT {

    private static final String END = "-- end of dump --";
    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

    @Test
    void layout_isThatOfJstack() throws Exception {
        Process troubled = new ProcessBuilder(
                        BIN.resolve("java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Troubled.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            DumpGrammar ours = DumpGrammar.parse(read(troubled, END));
            DumpGrammar theirs = DumpGrammar.parse(jstack(troubled.pid()));

            for (String name : Troubled.NAMES) {
                assertThat(ours.threads.get(name)).isEqualTo(withoutTheLockWaitedOn(theirs.threads.get(name)));
            }
            assertThat(ours.deadlocks).isEqualTo(theirs.deadlocks);
            assertThat(ours.title).startsWith("Full thread dump ");
        } finally {
            troubled.destroyForcibly();
        }
    }

    /** The JVM's management interface does not count the monitor that a thread waits on as held. */
    private static DumpGrammar.Parsed withoutTheLockWaitedOn(DumpGrammar.Parsed parsed) {
        List<String> stack = parsed.stack().stream()
                .filter(line -> !line.startsWith("- locked ")
                        || !parsed.stack().contains(line.replace("- locked ", "- waiting on ")))
                .toList();
        return new DumpGrammar.Parsed(
                parsed.name(), parsed.kind(), parsed.state(), parsed.words(), stack, parsed.owned());
    }

    private static String jstack(long pid) throws IOException, InterruptedException {
        Process jstack = new ProcessBuilder(BIN.resolve("jstack").toString(), "-l", String.valueOf(pid))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = read(jstack, null);
        assertThat(jstack.waitFor()).isZero();
        return text;
    }

    private static String read(Process process, String until) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder text = new StringBuilder();
        for (String line; (line = in.readLine()) != null && !line.equals(until); ) {
            text.append(line).append('\n');
        }
        return text.toString();
    }

    /** The program that is looked at. It has no lambdas, whose frames only jstack shows. */
    static final class Troubled {

        static final List<String> NAMES =
                List.of("dead-1", "dead-2", "waiter", "timed waiter", "parked", "sleeper", "owner");

        private static final Object FIRST = new Object();
        private static final Object SECOND = new StringBuilder();

        private static final class Worker extends Thread {
            private final CountDownLatch met;
            private final Lock lock = new ReentrantLock();

            Worker(String name, CountDownLatch met) {
                super(name);
                this.met = met;
                setDaemon(name.startsWith("w"));
            }

            @Override
            public void run() {
                try {
                    switch (getName()) {
                        case "dead-1" -> grab(FIRST, SECOND);
                        case "dead-2" -> grab(SECOND, FIRST);
                        case "waiter" -> {
                            synchronized (lock) {
                                lock.wait();
                            }
                        }
                        case "timed waiter" -> {
                            synchronized (lock) {
                                lock.wait(600_000);
                            }
                        }
                        case "parked" -> LockSupport.park(lock);
                        case "owner" -> {
                            lock.lock();
                            LockSupport.park();
                        }
                        default -> Thread.sleep(600_000);
                    }
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }

            private void grab(Object mine, Object yours) throws InterruptedException {
                synchronized (mine) {
                    met.countDown();
                    met.await();
                    synchronized (yours) {
                        throw new AssertionError("no deadlock");
                    }
                }
            }
        }

        public static void main(String[] args) throws IOException, InterruptedException {
            CountDownLatch met = new CountDownLatch(2);
            List<Worker> workers =
                    NAMES.stream().map(name -> new Worker(name, met)).toList();
            workers.forEach(Thread::start);
            for (Worker worker : workers) {
                boolean dead = worker.getName().startsWith("dead");
                while (dead != (worker.getState() == Thread.State.BLOCKED)
                        || worker.getState() == Thread.State.RUNNABLE
                        || worker.getState() == Thread.State.NEW) {
                    Thread.onSpinWait();
                }
            }
            ThreadInfo[] infos = ManagementFactory.getThreadMXBean().dumpAllThreads(true, true);
            CapturedThread[] threads =
                    Arrays.stream(infos).map(Troubled::captured).toArray(CapturedThread[]::new);
            List<Long> cycle =
                    Stream.of(workers.get(0), workers.get(1)).map(Thread::getId).toList();
            PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
            TextDump.write(
                    Dumps.of(threads)
                            .withAnalysis(
                                    new Analysis(List.of(), List.of(Deadlock.ofThreads(cycle)), null, Headline.NONE)),
                    out);
            out.println(END);
            out.flush();
            System.in.read();
        }

        private static CapturedThread captured(ThreadInfo info) {
            List<HeldLock> held = new ArrayList<>();
            for (MonitorInfo monitor : info.getLockedMonitors()) {
                held.add(new HeldLock(lock(monitor), monitor.getLockedStackDepth()));
            }
            for (LockInfo synchronizer : info.getLockedSynchronizers()) {
                held.add(new HeldLock(lock(synchronizer), HeldLock.UNKNOWN_DEPTH));
            }
            StackTraceElement[] stack = info.getStackTrace();
            LockWait wait = null;
            if (info.getLockInfo() != null) {
                boolean inWait = stack[0].getClassName().equals("java.lang.Object");
                LockWait.How how = info.getThreadState() == Thread.State.BLOCKED
                        ? LockWait.How.ENTERING
                        : inWait ? LockWait.How.WAITING : LockWait.How.PARKED;
                wait = new LockWait(lock(info.getLockInfo()), how, null);
            }
            return CapturedThread.builder(info.getThreadId(), info.getThreadName())
                    .state(info.getThreadState())
                    .daemon(info.isDaemon())
                    .priority(info.getPriority())
                    .stack(new StackTrace(Arrays.stream(stack).map(Frame::of).toList(), 0))
                    .held(held)
                    .waitsFor(wait)
                    .build();
        }

        private static LockRef lock(LockInfo info) {
            return LockRef.of(info.getClassName(), info.getIdentityHashCode());
        }
    }
}
