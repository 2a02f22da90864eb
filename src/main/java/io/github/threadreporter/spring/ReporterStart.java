package io.github.threadreporter.spring;

import io.github.threadreporter.ThreadReporter;
import org.springframework.context.SmartLifecycle;

/**
 * Starts the reporter when all other beans have been started, the web server among them, and before the application's
 * runners. It does not stop it: whatever hangs while the others stop is worth a capture. The reporter ends when beans
 * are destroyed, which comes after all stopping.
 */
final class ReporterStart implements SmartLifecycle {

    private final ThreadReporter reporter;
    private volatile boolean running;

    ReporterStart(ThreadReporter reporter) {
        this.reporter = reporter;
    }

    @Override
    public void start() {
        reporter.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
