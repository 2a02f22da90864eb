package io.github.threadreporter.dumpfile.jvm;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.ThreadDump;
import java.io.IOException;
import java.util.List;

/** Reads one file's dumps that JVMs wrote, whose kind is known. What is damaged is reported. Not thread-safe. */
public final class JvmDumps {

    private final FileContext file;

    public JvmDumps(Origin origin, CaptureLimits limits, Problems problems, Budget budget) {
        this.file = new FileContext(origin, limits, problems, budget);
    }

    /**
     * Reads {@code jstack} and its like; any number of dumps among other lines.
     *
     * @throws IOException if the file cannot be read
     */
    public List<ThreadDump> hotSpotText(CharSource source) throws IOException {
        return new HotSpotText(file).read(source);
    }

    /**
     * Reads {@code Thread.dump_to_file -format=json}.
     *
     * @throws IOException if the file cannot be read
     */
    public List<ThreadDump> jdkJson(CharSource source) throws IOException {
        return new JdkJson(file).read(source);
    }

    /**
     * Reads {@code Thread.dump_to_file}.
     *
     * @throws IOException if the file cannot be read
     */
    public List<ThreadDump> jdkText(CharSource source) throws IOException {
        return new JdkText(file).read(source);
    }
}
