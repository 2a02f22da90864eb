package io.github.threadreporter.collect.classfile;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads class files on one daemon thread, which is there only while there is work: a class loader of the application
 * may hang, being part of the very deadlock that is reported. While it does, nothing else is read, nobody waits, and no
 * second thread begins. The thread is never interrupted, since that closes files which the application shares.
 * Thread-safe.
 */
final class ClassReading {

    /** As those of all threads of this product, which are left out of captures. */
    private static final String THREAD = "thread-reporter-classes";

    private static final long KEEP_ALIVE_SECONDS = 5;
    private static final int LONGEST_REASON = 256;

    private final int millis;
    private final LongSupplier nanoTime;
    private final FactsCache cache;
    private final ThreadPoolExecutor executor;
    private volatile @Nullable Batch running;

    ClassReading(int millis, LongSupplier nanoTime, FactsCache cache) {
        this.millis = millis;
        this.nanoTime = nanoTime;
        this.cache = cache;
        this.executor = new ThreadPoolExecutor(
                1, 1, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), ClassReading::thread);
        executor.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, THREAD, 0, false); // inherits no thread-locals
        thread.setDaemon(true);
        thread.setContextClassLoader(ClassReading.class.getClassLoader());
        return thread;
    }

    /** Reads {@code types} and keeps in the cache what will not change. */
    Map<Class<?>, ClassFacts> read(Collection<Class<?>> types) {
        Batch current = running;
        if (current != null && current.overdue) {
            return lacking(
                    types, "its class file was not read: the class loader of " + current.at + " does not answer");
        }
        Batch batch = new Batch(types);
        long deadline = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(millis);
        executor.execute(batch);
        Map<Class<?>, ClassFacts> facts = lacking(types, batch.await(deadline));
        facts.putAll(batch.take());
        return facts;
    }

    private static Map<Class<?>, ClassFacts> lacking(Collection<Class<?>> types, String why) {
        ClassFacts lack = ClassFacts.lacking(why);
        Map<Class<?>, ClassFacts> facts = new HashMap<>();
        types.forEach(type -> facts.put(type, lack));
        return facts;
    }

    /** What one caller waits for. */
    private final class Batch implements Runnable {

        private final Queue<Class<?>> toRead;
        private final Map<Class<?>, ClassFacts> done = new ConcurrentHashMap<>();
        private final CountDownLatch end = new CountDownLatch(1);
        volatile String at = "";
        volatile boolean overdue;

        Batch(Collection<Class<?>> types) {
            toRead = new ConcurrentLinkedQueue<>(types);
        }

        @Override
        public void run() {
            running = this;
            try {
                Class<?> type = toRead.poll();
                while (type != null) {
                    at = type.getName();
                    done.put(type, facts(type));
                    type = toRead.poll();
                }
            } finally {
                running = null;
                end.countDown();
            }
        }

        /** Returns why classes are missing then, if some are. */
        String await(long deadline) {
            try {
                if (end.await(deadline - nanoTime.getAsLong(), TimeUnit.NANOSECONDS)) {
                    return "reading class files ended with an error";
                }
                overdue = true;
                return "its class file could not be read within classFileMillis=" + millis;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "the reporter was closed before its class file had been read";
            }
        }

        /** What was read. From now on, the thread keeps no class alive but the one that it is at. */
        Map<Class<?>, ClassFacts> take() {
            toRead.clear();
            Map<Class<?>, ClassFacts> taken = Map.copyOf(done);
            done.clear();
            return taken;
        }
    }

    private ClassFacts facts(Class<?> type) {
        try {
            byte[] bytes = ClassBytes.read(type);
            ClassFacts facts = bytes == null
                    ? ClassFacts.lacking("its class loader has no class file of it")
                    : parsed(type, bytes);
            cache.put(type, facts);
            return facts;
        } catch (UnreadableClassFile e) {
            return ClassFacts.lacking("its class file is not usable: " + e.getMessage());
        } catch (IOException | RuntimeException | LinkageError e) {
            return ClassFacts.lacking("its class file could not be read: " + reason(e));
        }
    }

    private static ClassFacts parsed(Class<?> type, byte[] bytes) throws UnreadableClassFile {
        return ClassFileParser.parse(bytes, ClassBytes.internalName(type));
    }

    /** An exception of the JDK with its message; of others the class alone, since what they say is more code of theirs. */
    private static String reason(Throwable e) {
        String name = e.getClass().getName();
        String message = e.getClass().getClassLoader() == null ? e.getMessage() : null;
        if (message == null) {
            return name;
        }
        return name + ": " + message.substring(0, Math.min(LONGEST_REASON, message.length()));
    }
}
