package io.github.threadreporter.cli;

import io.github.threadreporter.attach.Answer;
import io.github.threadreporter.attach.AttachException;
import io.github.threadreporter.attach.Attachment;
import io.github.threadreporter.attach.Deadline;
import io.github.threadreporter.attach.Jvm;
import io.github.threadreporter.attach.Staging;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands a request to the agent in a JVM, and loads as little as possible to do so: nothing where the agent is there
 * already; else a class, its native library and the jar; the jar as a Java agent where the library cannot be loaded.
 */
final class AgentLoading {

    /** By this name a JVM finds the library that it has; see {@code src/main/c/Makefile}. */
    private static final String LOADED_LIBRARY = "threadreporter-" + AgentRequest.PROTOCOL;

    /** What HotSpot says to any agent then. */
    private static final String SWITCHED_OFF = "Dynamic agent loading is not enabled";

    private static final String DONE = "return code: 0";

    /** Files by which {@code agent.Bootstrap} answers. */
    private static final String JAR_NEEDED = "jar-needed";

    private static final String FAILED = "failed";

    private final Jvm jvm;
    private final Attachment attachment;
    private final AgentFiles files;
    private final Staging staging;
    private final Deadline deadline;
    private boolean jarStaged;

    AgentLoading(Jvm jvm, Attachment attachment, AgentFiles files, Staging staging, Deadline deadline) {
        this.jvm = jvm;
        this.attachment = attachment;
        this.files = files;
        this.staging = staging;
        this.deadline = deadline;
    }

    /**
     * Hands it over.
     *
     * @throws IOException if the agent did not get it; the message is for the user
     */
    void request(AgentRequest request) throws IOException {
        stage(request.text(), "request");
        stage(files.bootstrap(), AgentFiles.BOOTSTRAP);
        String answer = load(LOADED_LIBRARY, "false");
        if (!answer.equals(DONE)) {
            answer = loadLibrary(answer);
        }
        if (!answer.equals(DONE)) {
            loadJava(answer);
        } else if (isThere(JAR_NEEDED)) {
            stageJar();
            load(LOADED_LIBRARY, "false");
        }
        if (isThere(FAILED)) {
            throw new TargetException(
                    "the agent in process " + jvm.pid() + " refused: " + Files.readString(staging.here(FAILED)));
        }
    }

    /** The folder is the JVM's to write to: it must not lead us elsewhere. */
    private boolean isThere(String name) throws IOException {
        return Files.isRegularFile(staging.here(name), LinkOption.NOFOLLOW_LINKS);
    }

    private String loadLibrary(String before) throws IOException {
        Optional<byte[]> library = files.library();
        if (library.isEmpty()) {
            return before;
        }
        stage(library.get(), AgentFiles.LIBRARY);
        return load(staging.seenByTarget(AgentFiles.LIBRARY).toString(), "true");
    }

    /** The way of every Java agent. It needs the module java.instrument there. */
    private void loadJava(String before) throws IOException {
        if (before.contains(SWITCHED_OFF)) {
            throw refused(
                    "it was started with -XX:-EnableDynamicAgentLoading; start it with -javaagent:" + AgentFiles.JAR,
                    null);
        }
        if (!jvm.agentsLoadable()) {
            throw refused(before + "; and its runtime image lacks the module java.instrument", null);
        }
        stageJar();
        try {
            attachment.loadAgent(deadline, staging.seenByTarget(AgentFiles.JAR), folder());
        } catch (AttachException e) {
            throw refused(before + "; " + e.getMessage(), e);
        }
    }

    private TargetException refused(String why, @Nullable AttachException cause) {
        String text =
                "process " + jvm.pid() + " can load no agent: " + why + ". --no-agent shows what it tells by itself";
        return cause == null ? new TargetException(text) : new TargetException(text, cause);
    }

    private String load(String library, String absolute) throws AttachException {
        try (Answer answer = attachment.execute(deadline, "load", library, absolute, folder())) {
            return answer.text().strip();
        }
    }

    private String folder() {
        return String.valueOf(staging.seenByTarget("request").getParent());
    }

    private void stageJar() throws IOException {
        if (!jarStaged) {
            try (InputStream jar = files.jar()) {
                staging.copy(jar, AgentFiles.JAR);
            }
            jarStaged = true;
        }
    }

    private void stage(byte[] content, String name) throws IOException {
        staging.copy(new ByteArrayInputStream(content), name);
    }
}
