package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.ThreadDump;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Threads that borrow from pools and rest, until the test ends. Public, since a database calls it. */
public final class PoolVictims {

    /** What a thread does. */
    @FunctionalInterface
    interface Body {

        /** @param ready to be counted down just before the thread waits, or ends, where a test wants to see it */
        void run(CountDownLatch ready) throws Exception;
    }

    /** What it does where nobody waits for it. */
    @FunctionalInterface
    interface Plain {
        void run() throws Exception;
    }

    private static final Set<Thread.State> AT_REST =
            EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();

    /** Starts a thread, and returns when it waits where it is to be seen. */
    Thread start(String name, Body body) {
        CountDownLatch ready = new CountDownLatch(1);
        Thread thread = start(name, () -> body.run(ready));
        try {
            ready.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
        until(() -> AT_REST.contains(thread.getState()));
        return thread;
    }

    Thread start(String name, Plain body) {
        Thread thread = new Thread(
                () -> {
                    try {
                        body.run();
                    } catch (Exception e) {
                        if (end.getCount() > 0) {
                            throw new IllegalStateException(name, e);
                        }
                    }
                },
                name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    /** Waits for the end of the test; what it is given is needed until then. */
    void rest(@Nullable Object needed) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("ended within " + needed, e);
        }
    }

    /** What a database calls within a statement. */
    public static void restUntilInterrupted() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** Lets all threads end. */
    void end() {
        end.countDown();
        for (Thread thread : threads) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException("nobody interrupts", e);
            }
        }
    }

    static void until(BooleanSupplier come) {
        while (!come.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    static boolean isAnyoneIn(String className) {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(java.util.Arrays::stream)
                .anyMatch(frame -> frame.getClassName().endsWith(className));
    }

    static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A source of connections that never come before {@code opened}. */
    static DataSource slowSource(CountDownLatch opened) {
        return (DataSource) Proxy.newProxyInstance(
                PoolVictims.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        opened.await();
                        throw new SQLException("none after all");
                    }
                    return method.getReturnType() == int.class ? 0 : null;
                });
    }

    /** The holders of a resource that are threads, by their names. */
    static Map<String, Resource.Holder> holders(ThreadDump dump, Resource resource) {
        Map<Node, String> names = new LinkedHashMap<>();
        for (CapturedThread thread : dump.threads()) {
            names.put(Node.thread(thread.id()), thread.name());
        }
        Map<String, Resource.Holder> holders = new LinkedHashMap<>();
        resource.holders().forEach(holder -> holders.put(names.get(holder.node()), holder));
        return holders;
    }
}
