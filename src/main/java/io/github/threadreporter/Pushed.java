package io.github.threadreporter;

import io.github.threadreporter.config.Options;
import io.github.threadreporter.config.Settings;
import io.github.threadreporter.trigger.CaptureRequests;
import io.github.threadreporter.trigger.condition.OutOfMemoryHook;
import io.github.threadreporter.trigger.condition.SlowShutdown;
import io.github.threadreporter.trigger.remote.Controls;
import io.github.threadreporter.trigger.remote.FileTrigger;
import io.github.threadreporter.trigger.remote.HttpOptions;
import io.github.threadreporter.trigger.remote.HttpTrigger;
import io.github.threadreporter.trigger.remote.JmxTrigger;
import io.github.threadreporter.trigger.remote.SignalTrigger;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Triggers that ask by themselves: by hand, and at the end of the process. Opened and closed once. */
final class Pushed {

    /** While the process ends, the capture of a slow shutdown has so long to arrive. */
    private static final Duration LAST = Duration.ofSeconds(30);

    private final WatchSetup setup;
    private final Settings settings;
    private final Consumer<String> log;
    private final CaptureRequests triggers;
    private final CaptureRequests byHand;
    private final WatchStatus status;
    private final Controls controls;
    private final Deque<Closeable> open = new ArrayDeque<>();
    private @Nullable FileTrigger file;

    /**
     * @param triggers for what is within the limits
     * @param byHand for what a person asks for
     */
    Pushed(WatchSetup setup, CaptureRequests triggers, CaptureRequests byHand, WatchStatus status, Controls controls) {
        this.setup = setup;
        this.settings = setup.settings();
        this.log = setup.log();
        this.triggers = triggers;
        this.byHand = byHand;
        this.status = status;
        this.controls = controls;
    }

    static boolean isWanted(Settings settings) {
        return Options.JMX.in(settings)
                || Options.HTTP_PORT.in(settings) >= 0
                || Options.SIGNAL.in(settings).isPresent()
                || Options.FILE.in(settings).isPresent();
    }

    WatchStatus status() {
        return status;
    }

    /** What cannot be had is told to the log. */
    void open() {
        Set<String> names = TriggerSettings.names(settings);
        if (names.contains(TriggerSettings.OUT_OF_MEMORY)) {
            open.push(OutOfMemoryHook.install(triggers, setup.threadIds()));
        }
        if (names.contains(TriggerSettings.SLOW_SHUTDOWN)) {
            open.push(SlowShutdown.after(
                    Options.SLOW_SHUTDOWN_AFTER.in(settings), triggers, report -> report.await(LAST)));
        }
        if (Options.JMX.in(settings)) {
            tryTo(() -> JmxTrigger.register(ManagementFactory.getPlatformMBeanServer(), byHand, status, controls, log));
        }
        Optional<String> signal = Options.SIGNAL.in(settings);
        if (signal.isPresent()) {
            tryTo(() -> SignalTrigger.install(signal.get(), byHand, log));
        }
        Optional<HttpOptions> http = TriggerSettings.http(settings);
        if (http.isPresent()) {
            tryTo(() -> listen(http.get()));
        }
        file = Options.FILE
                .in(settings)
                .map(path -> new FileTrigger(Path.of(path), byHand, log))
                .orElse(null);
    }

    private HttpTrigger listen(HttpOptions options) throws IOException {
        HttpTrigger trigger = HttpTrigger.open(options, byHand, log);
        log.accept("captures by POST on " + trigger.address());
        return trigger;
    }

    private void tryTo(Opening opening) {
        try {
            open.push(opening.open());
        } catch (IOException | RuntimeException e) {
            log.accept(String.valueOf(e.getMessage()));
        }
    }

    /** Whether {@link #check} does anything. */
    boolean isToBeChecked() {
        return file != null;
    }

    /** Once a second. */
    void check() {
        if (file != null) {
            file.check();
        }
    }

    void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (IOException | RuntimeException e) {
                log.accept("a trigger could not be closed: " + e);
            }
        }
    }

    @FunctionalInterface
    private interface Opening {
        Closeable open() throws IOException;
    }
}
