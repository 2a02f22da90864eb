package io.github.threadreporter.receiver;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads of the receiver: daemons, with the prefix that keeps them out of captures.
 *
 * <p>The JDK's server names its own threads as it likes and gives no way to choose. They inherit the group of the thread
 * that starts the server, so that they are found there and renamed.
 */
final class ServerThreads {

    private static final String PREFIX = "thread-reporter-receiver-";
    private static final int WORKERS = 8;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final ThreadGroup group = new ThreadGroup("thread-reporter-receiver");
    private final AtomicInteger numbers = new AtomicInteger();

    ThreadPoolExecutor workers() {
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                WORKERS, WORKERS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::thread);
        workers.allowCoreThreadTimeOut(true);
        return workers;
    }

    /** A server on loopback that is not started. */
    HttpServer create(int port) throws IOException {
        try {
            return inGroup(() -> {
                try {
                    return HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
                } catch (IOException taken) {
                    throw new CompletionException(taken);
                }
            });
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    void start(HttpServer server) {
        inGroup(() -> {
            server.start();
            return server;
        });
        rename();
    }

    private <T> T inGroup(java.util.function.Supplier<T> action) {
        CompletableFuture<T> done = new CompletableFuture<>();
        thread(() -> {
                    try {
                        done.complete(action.get());
                    } catch (RuntimeException failed) {
                        done.completeExceptionally(failed);
                    }
                })
                .start();
        return done.join();
    }

    private Thread thread(Runnable action) {
        Thread thread = new Thread(group, action, PREFIX + numbers.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    private void rename() {
        Thread[] threads = new Thread[group.activeCount() + 16];
        int count = group.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (!threads[i].getName().startsWith(PREFIX)) {
                threads[i].setName(PREFIX + threads[i].getName());
            }
        }
    }
}
