package io.github.threadreporter.internal.jvmti;

import io.github.threadreporter.internal.jvmti.Victims.At;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Ends, by one of two ways, while daemon threads make every kind of call. */
final class ShutdownVictim {

    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final CountDownLatch RUNNING = new CountDownLatch(4);

    private ShutdownVictim() {}

    /** @param arguments microseconds until the end; "exit" or "return" */
    public static void main(String[] arguments) throws InterruptedException {
        Jvmti jvmti = Victims.jvmti();
        Thread holder = Victims.waiting("holder", () -> WalkVictim.outer(1, new Object()));
        At at = Victims.find(jvmti, holder, "outer");
        long[] wanted = {at.depth(), at.id(), at.location(), 0, 'J', at.depth(), at.id(), at.location(), 2, 'L'};
        busy(() -> jvmti.walk(new long[] {at.id()}, 100));
        busy(() -> {
            jvmti.stacks(new Thread[] {holder}, 100);
            jvmti.method(at.id());
            jvmti.fields().declaredFields(Thread.class);
        });
        busy(() -> {
            jvmti.readLocals(holder, wanted, 1_000_000);
            if (jvmti.suspend(holder) == 0) {
                jvmti.resume(holder);
            }
        });
        busy(() -> jvmti.instances(new Class<?>[] {Thread.class}, 1_000));
        RUNNING.await();
        LockSupport.parkNanos(1_000 * Long.parseLong(arguments[0]));
        if (arguments[1].equals("exit")) {
            System.exit(0);
        }
    }

    private static void busy(Runnable body) {
        Thread thread = new Thread(() -> {
            body.run();
            RUNNING.countDown();
            while (NEVER.getCount() != 0) {
                body.run();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
