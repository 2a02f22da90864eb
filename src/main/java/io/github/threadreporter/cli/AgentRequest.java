package io.github.threadreporter.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** What the agent in a JVM is asked for, in the form that {@code agent.AttachedAgent} reads. Immutable. */
final class AgentRequest {

    /** Of requests and of what is handed over; part of the native library's name. */
    static final String PROTOCOL = "1";

    private final Properties entries = new Properties();

    private AgentRequest(String action, Path socket, Map<String, String> settings) {
        entries.setProperty("protocol", PROTOCOL);
        entries.setProperty("action", action);
        entries.setProperty("socket", socket.toString());
        settings.forEach((name, value) -> entries.setProperty("setting." + name, value));
    }

    /**
     * A look at all threads.
     *
     * @param socket where it is to be handed over, as the JVM sees it
     * @param settings by name
     */
    static AgentRequest capture(Path socket, Map<String, String> settings) {
        return new AgentRequest("capture", socket, settings);
    }

    /** To capture by itself from now on. */
    static AgentRequest start(Path socket, Map<String, String> settings) {
        return new AgentRequest("start", socket, settings);
    }

    /** To do nothing any more. */
    static AgentRequest stop(Path socket) {
        return new AgentRequest("stop", socket, Map.of());
    }

    byte[] text() throws IOException {
        StringWriter text = new StringWriter();
        entries.store(text, null);
        return text.toString().getBytes(StandardCharsets.ISO_8859_1); // other characters are escaped
    }
}
