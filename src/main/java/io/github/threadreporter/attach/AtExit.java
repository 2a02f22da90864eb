package io.github.threadreporter.attach;

import java.io.Closeable;
import java.io.IOException;

/** Something to be removed even when this process is told to end, as by Ctrl-C. Done at most once. Thread-safe. */
final class AtExit implements Closeable {

    /** Removes it. */
    interface Removal {
        void run() throws IOException;
    }

    private final Removal removal;
    private final Thread hook;
    private boolean done;

    AtExit(Removal removal) {
        this.removal = removal;
        this.hook = new Thread(this::runAtExit, "thread-reporter-cleanup");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void runAtExit() {
        try {
            once();
        } catch (IOException e) {
            System.err.println("thread-reporter: something was left behind: " + e);
        }
    }

    private synchronized void once() throws IOException {
        if (!done) {
            done = true;
            removal.run();
        }
    }

    /** Removes it now. */
    @Override
    public void close() throws IOException {
        try {
            once();
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process ends already, and the hook has nothing left to do.
            }
        }
    }
}
