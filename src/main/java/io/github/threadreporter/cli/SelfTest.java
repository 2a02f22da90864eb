package io.github.threadreporter.cli;

import io.github.threadreporter.TargetSnapshot;
import io.github.threadreporter.config.Settings;
import io.github.threadreporter.dumpfile.TargetReader;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.TargetFacts;
import io.github.threadreporter.model.ThreadDump;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** This process itself, with a few threads that got into each other's way: what a capture looks like, without a victim. */
final class SelfTest implements Source {

    private final SelfTestOrders orders = new SelfTestOrders();

    private final Progress progress;

    SelfTest(Progress progress) throws IOException {
        this.progress = progress;
        orders.begin();
    }

    @Override
    public Taken look(Map<String, String> settings) throws IOException {
        StringWriter written = new StringWriter();
        new TargetSnapshot(Settings.of(settings)).write(new CaptureReason("manual", "self-test"), written);
        TargetReader reader = new TargetReader(
                new ByteArrayInputStream(written.toString().getBytes(StandardCharsets.UTF_8)), CaptureLimits.DEFAULTS);
        TargetFacts facts = reader.facts();
        ThreadDump dump = reader.dump();
        return new Taken(Subjects.of(facts, dump, Path.of("/"), progress::say), dump, facts.sentry());
    }

    @Override
    public void close() {
        orders.end();
    }
}
