package io.github.threadreporter.blackbox;

import io.github.threadreporter.model.Standing;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** Threads that stand and threads that move, seen by a black box of the same JVM; prints what it tells of them. */
final class Victim {

    private static final BlackBoxLimits LIMITS = new BlackBoxLimits(262_144, Duration.ofMillis(100), 50, 32);

    private final Semaphore steps = new Semaphore(0);
    private final Semaphore stepped = new Semaphore(0);
    private final CountDownLatch end = new CountDownLatch(1);
    private final BlackBox box = BlackBox.ofThisJvm(name -> name.startsWith(Victim.class.getName()), LIMITS);

    public static void main(String[] arguments) throws Exception {
        new Victim().run();
    }

    private void run() throws Exception {
        start("sits", this::sits, Thread.State.WAITING);
        start("moves", this::moves, Thread.State.WAITING);
        Object held = new Object();
        synchronized (held) {
            start("blocked", () -> waitsFor(held), Thread.State.BLOCKED);
            look(6);
            print("first", Duration.ofMillis(400));
            long moved = System.nanoTime();
            steps.release();
            stepped.acquire();
            look(3);
            print("second", Duration.ofNanos(System.nanoTime() - moved));
            System.out.println("history " + box.history(List.of()));
        }
        System.out.println("class is gone: " + forgets());
        System.out.println("figures " + box.figures());
        end.countDown();
    }

    /** Returns when it is where it will stand. */
    private static void start(String name, Runnable work, Thread.State standing) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != standing) {
            Thread.onSpinWait();
        }
    }

    private void sits() {
        end();
    }

    private void moves() {
        firstPlace();
        secondPlace();
    }

    private void firstPlace() {
        steps.acquireUninterruptibly();
    }

    private void secondPlace() {
        stepped.release();
        end();
    }

    private static void waitsFor(Object held) {
        synchronized (held) {
            held.notifyAll();
        }
    }

    private void end() {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Looks so often, as the watching thread does. */
    private void look(int times) throws InterruptedException {
        for (int taken = 0; taken < times; taken += box.lookIfDue() ? 1 : 0) {
            Thread.sleep(20);
        }
    }

    private void print(String when, Duration time) {
        for (Standing standing : box.standings()) {
            if (List.of("sits", "moves", "blocked").contains(standing.name())) {
                System.out.println(when + " " + standing.name() + " " + standing.state() + " stood "
                        + (standing.stood().compareTo(time) >= 0) + " idle "
                        + (standing.cpu().toMillis() < 100) + " waits " + standing.waits() + " lock "
                        + standing.lock() + " owner "
                        + (standing.ownerId() == Thread.currentThread().getId()));
            }
        }
    }

    /** A class of which the black box has seen a frame can be unloaded. */
    private boolean forgets() throws Exception {
        WeakReference<Class<?>> gone = seen();
        for (int i = 0; i < 50 && gone.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        return gone.get() == null;
    }

    private WeakReference<Class<?>> seen() throws Exception {
        URL here = Victim.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {here}, ClassLoader.getPlatformClassLoader())) {
            Class<?> type = loader.loadClass(Victim.class.getName() + "$Gone");
            Runnable gone = (Runnable) type.getDeclaredConstructor().newInstance();
            Thread thread = new Thread(gone, "gone");
            thread.start();
            List<String> frames = new ArrayList<>();
            while (frames.stream().noneMatch(frame -> frame.contains("Gone.run"))) {
                look(1);
                box.standings().stream()
                        .filter(standing -> standing.name().equals("gone"))
                        .forEach(standing -> standing.frames().forEach(frame -> frames.add(frame.toString())));
            }
            thread.interrupt();
            thread.join();
            return new WeakReference<>(type);
        }
    }

    /** Waits until it is interrupted. */
    public static final class Gone implements Runnable {

        public Gone() {}

        @Override
        public void run() {
            java.util.concurrent.locks.LockSupport.park();
        }
    }
}
