package io.github.threadreporter.trigger.remote;

import java.io.IOException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/** The threads of the HTTP endpoint: daemons with our name, and with nothing of the thread that opened it. */
final class HttpThreads {

    private static final String NAME = "thread-reporter-http";
    private static final int MOST = 16;

    private HttpThreads() {}

    /** What opens a server. */
    interface Opening<T> {
        T open() throws IOException;
    }

    static Thread daemon(Runnable work) {
        return daemon(null, work);
    }

    private static Thread daemon(@Nullable ThreadGroup group, Runnable work) {
        Thread thread = new Thread(group, work, NAME, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(HttpThreads.class.getClassLoader());
        return thread;
    }

    /**
     * Opens it on a thread of ours: the JDK's server makes threads that inherit from it, one of them no daemon otherwise.
     * They get our name, by which captures leave them out.
     */
    static <T> T open(Opening<T> opening) throws IOException {
        ThreadGroup group = new ThreadGroup(NAME);
        Opened<T> opened = new Opened<>(opening);
        Thread opener = daemon(group, opened);
        opener.start();
        try {
            opener.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        Thread[] made = new Thread[MOST];
        int count = group.enumerate(made);
        for (int i = 0; i < count; i++) {
            made[i].setName(NAME);
        }
        return opened.result();
    }

    private static final class Opened<T> implements Runnable {
        private final Opening<T> opening;
        private volatile @Nullable T result;
        private volatile @Nullable Throwable problem;

        Opened(Opening<T> opening) {
            this.opening = opening;
        }

        @Override
        public void run() {
            try {
                result = opening.open();
            } catch (IOException | RuntimeException | LinkageError e) {
                problem = e;
            }
        }

        T result() throws IOException {
            T done = result;
            if (done != null) {
                return done;
            }
            if (problem instanceof LinkageError e) {
                throw e;
            }
            throw problem instanceof IOException e ? e : new IOException(problem);
        }
    }
}
