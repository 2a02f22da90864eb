package io.github.threadreporter.trigger;

import java.time.Duration;

/**
 * Hears of the runs of a {@link Schedule}, so that somebody notices when they stop coming. Called by one thread. Must not
 * throw; what it throws is told and dropped.
 */
public interface RunMonitor {

    /** For a schedule that nobody watches. */
    RunMonitor NONE = new RunMonitor() {
        @Override
        public String begin() {
            return "";
        }

        @Override
        public void end(String run, boolean ok, Duration took) {}

        @Override
        public void skipped() {}
    };

    /** A capture is about to be taken; what it gives back is handed to {@link #end}. */
    String begin();

    /**
     * The capture is over.
     *
     * @param ok whether it was taken and every event of it arrived, or may have arrived
     * @param took from {@link #begin} until that was known
     */
    void end(String run, boolean ok, Duration took);

    /** No capture was taken, because it is a quiet hour or this run was not chosen; so all is well. */
    void skipped();
}
