package io.github.threadreporter.command;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A service under load, of the kind that it is told: {@code garbage}, {@code threads N} or {@code virtual N}. */
final class Busy {

    private static volatile Object sink = "";

    private Busy() {}

    public static void main(String[] arguments) throws Exception {
        int count = Integer.parseInt(arguments[1]);
        CountDownLatch running = new CountDownLatch(count);
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> resting = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "busy-" + i;
            switch (arguments[0]) {
                case "garbage" -> daemon(name, () -> allocate(running, end));
                case "threads" -> resting.add(daemon(name, () -> rest(running, end)));
                case "virtual" -> resting.add(virtual(name, () -> rest(running, end)));
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
        running.await();
        for (Thread thread : resting) {
            while (thread.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        }
        System.out.println("ready");
        System.in.read();
        end.countDown();
        System.exit(0);
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Called by name, since this is compiled for older JDKs. */
    private static Thread virtual(String name, Runnable work) throws ReflectiveOperationException {
        Class<?> type = Class.forName("java.lang.Thread$Builder");
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        type.getMethod("name", String.class).invoke(builder, name);
        return (Thread) type.getMethod("start", Runnable.class).invoke(builder, work);
    }

    private static void rest(CountDownLatch running, CountDownLatch end) {
        running.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void allocate(CountDownLatch running, CountDownLatch end) {
        Object[] kept = new Object[256];
        running.countDown();
        for (int i = 0; end.getCount() > 0; i++) {
            byte[] garbage = new byte[8 << 10];
            kept[i % kept.length] = garbage;
            sink = garbage;
        }
    }
}
