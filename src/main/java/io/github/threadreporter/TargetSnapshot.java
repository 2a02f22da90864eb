package io.github.threadreporter;

import io.github.threadreporter.collect.ThreadCollector;
import io.github.threadreporter.config.Settings;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.TargetFacts;
import io.github.threadreporter.send.TargetWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.Map;

/**
 * What happens in a JVM that another process looks at: its threads are collected and written, and nothing else. That
 * process does the rest, and redaction is part of it; so what is written here holds secrets, and must lead to that
 * process alone. Thread-safe; one look at a time.
 *
 * <p><b>Consistency, overhead, mechanism</b>: those of {@link io.github.threadreporter.collect.JvmCollector}.
 */
public final class TargetSnapshot {

    private final Assembly assembly;
    private final ThreadCollector collector;

    /**
     * @param settings of the one who asks: {@code variables}, {@code in-app}, {@code limits.NAME} and the like
     * @throws IllegalArgumentException naming key and value, if one of them is wrong
     */
    public TargetSnapshot(Settings settings) {
        assembly = new Assembly(settings);
        collector = assembly.collector();
    }

    /**
     * Takes a look and writes it.
     *
     * @throws IOException from {@code out}, which is neither flushed nor closed
     */
    public synchronized void write(CaptureReason reason, Writer out) throws IOException {
        TargetWriter.write(facts(), collector.look(reason).dump(), out);
    }

    private TargetFacts facts() {
        Map<String, String> properties = new HashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            properties.put(name, System.getProperty(name, ""));
        }
        return new TargetFacts(
                System.getenv(), properties, assembly.applicationSentry().orElse(null));
    }
}
