package io.github.threadreporter.agent;

import io.github.threadreporter.AgentReporter;
import io.github.threadreporter.TargetSnapshot;
import io.github.threadreporter.config.Settings;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.send.TargetWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.lang.instrument.Instrumentation;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The agent's side of a capture from outside. Each request is answered by a thread of its own, which is gone after it:
 * the JVM's attach thread must be free for others. Called by {@link Bootstrap} by name.
 */
public final class AttachedAgent {

    /** What the keys of settings in a request begin with. */
    static final String SETTING = "setting.";

    private static final String MANAGEMENT = "java.management";

    /** Of a runtime image that was made for the application alone. */
    private static final String NO_MANAGEMENT = "this runtime image lacks the module " + MANAGEMENT
            + ", which an agent needs. --no-agent shows what the JVM tells by itself";

    /** Set by {@link Bootstrap} where it has one. */
    static final String INSTRUMENTATION = "instrumentation";

    /** For threads that are in the middle of a capture or of sending it when the agent is to be gone. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Object LOCK = new Object();

    /** Of the latest request: it has learned how long this JVM takes. Another one is made for other settings. */
    private static @Nullable TargetSnapshot snapshot;

    private static Map<String, String> snapshotSettings = Map.of();

    private AttachedAgent() {}

    /** Answers a request, soon. */
    public static void run(Properties request) {
        if (request.get(INSTRUMENTATION) instanceof Instrumentation instrumentation) {
            Opening.LATER.offer(instrumentation);
        }
        Thread thread = new Thread(null, () -> answer(request), "thread-reporter-attach", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(AttachedAgent.class.getClassLoader());
        thread.start();
    }

    /**
     * A version takes over whose requests this one does not understand: answers that are under way end by themselves, and
     * nothing else goes on.
     *
     * @param request what the other one was asked for
     * @throws IllegalStateException if that is less than the end of what goes on here
     */
    public static void retire(Properties request) {
        if (request.getProperty("action", "").equals("capture") && Running.isScheduled()) {
            throw new IllegalStateException("it is of another version than this command and captures on a schedule,"
                    + " which this would end. Capture with the jar that it came from, or with --no-agent, or end it"
                    + " before with stop PID");
        }
        end();
    }

    private static void end() {
        Running.replace(null);
        synchronized (LOCK) {
            snapshot = null;
        }
    }

    private static void answer(Properties request) {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(request.getProperty("socket", ""));
        try (SocketChannel channel = SocketChannel.open(address);
                Writer out = new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), 1 << 16)) {
            try {
                if (ModuleLayer.boot().findModule(MANAGEMENT).isPresent()) {
                    answer(request, out);
                } else {
                    TargetWriter.refuse(NO_MANAGEMENT, out);
                }
            } catch (IllegalArgumentException e) {
                TargetWriter.refuse(String.valueOf(e.getMessage()), out); // its words are for people
            } catch (RuntimeException | LinkageError e) {
                TargetWriter.refuse(e.toString(), out);
            }
        } catch (IOException e) {
            return; // whoever asked is gone, and is the only one who wants to know
        }
        if (request.getProperty("action", "").equals("stop")) {
            leave();
        }
    }

    private static void answer(Properties request, Writer out) throws IOException {
        String action = request.getProperty("action", "");
        switch (action) {
            case "capture" -> {
                Opening.LATER.run();
                of(settings(request)).write(reason(request), out);
            }
            case "start" -> {
                Settings settings = Settings.ofThisProcess().under(settings(request));
                Running.replace(AgentReporter.of(settings, StartedAgent.stderr(), Opening.LATER));
                TargetWriter.done("started", out);
            }
            case "stop" -> {
                end();
                TargetWriter.done("stopped", out);
            }
            default -> TargetWriter.refuse("the agent knows no '" + action + "'", out);
        }
    }

    /** The class loader is forgotten, and goes when nothing of it runs any more. */
    private static void leave() {
        ClassLoader own = AttachedAgent.class.getClassLoader();
        if (own instanceof Runnable loader) {
            loader.run();
        }
        try {
            OwnThreads.awaitEnd(own, PATIENCE); // what they do last, the JDK keeps
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Displaced.ours();
    }

    private static CaptureReason reason(Properties request) {
        return new CaptureReason(request.getProperty("reason", "attach"), request.getProperty("reason.detail", ""));
    }

    private static Map<String, String> settings(Properties request) {
        Map<String, String> settings = new HashMap<>();
        for (String key : request.stringPropertyNames()) {
            if (key.startsWith(SETTING)) {
                settings.put(key.substring(SETTING.length()), request.getProperty(key));
            }
        }
        return settings;
    }

    private static TargetSnapshot of(Map<String, String> settings) {
        synchronized (LOCK) {
            TargetSnapshot present = snapshot;
            if (present == null || !settings.equals(snapshotSettings)) {
                present = new TargetSnapshot(Settings.of(settings));
                snapshot = present;
                snapshotSettings = settings;
            }
            return present;
        }
    }
}
