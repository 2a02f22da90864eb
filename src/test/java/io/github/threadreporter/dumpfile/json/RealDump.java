package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.VariableScope;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Main class of a forked JVM: its own dump, written and read, is the same. */
final class RealDump {

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private RealDump() {}

    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(new Worker("order-" + i, List.of(1, 2.5f, "three", 'c')), "order-worker-" + i);
            thread.setDaemon(true);
            thread.start();
            while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.BLOCKED) {
                LockSupport.parkNanos(1_000_000);
            }
        }
        try (ThreadReporter reporter = ThreadReporter.builder()
                .inApp("io.github.threadreporter.dumpfile")
                .variables(VariableScope.ALL)
                .build()) {
            ThreadDump dump = reporter.dump();
            check(dump);
            String text = Texts.of(dump);
            ThreadDump read = Texts.read(text);
            if (!Texts.of(read).equals(text)) {
                throw new AssertionError("not the same: " + text);
            }
            System.out.println(text.length() + " characters, " + dump.threads().size() + " threads");
        }
    }

    private static void check(ThreadDump dump) {
        boolean variables = dump.threads().stream()
                .filter(thread -> thread.name().startsWith("order-worker-"))
                .flatMap(thread -> thread.variables().stream())
                .map(FrameVariables::variables)
                .flatMap(List::stream)
                .anyMatch(variable -> variable.name().equals("items"));
        if (!variables) {
            throw new AssertionError("no variables: " + dump.account());
        }
    }

    private record Worker(String orderId, List<Object> items) implements Runnable {

        @Override
        public void run() {
            reserve(items, orderId.repeat(200));
        }

        private void reserve(List<Object> items, String note) {
            synchronized (NEVER) {
                try {
                    NEVER.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(note + items, e);
                }
            }
        }
    }
}
