package io.github.threadreporter.attach;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a JVM answers to a command. Must be closed. For one thread. */
public final class Answer implements AutoCloseable {

    private static final int MAX_STATUS = 12;

    private final Target target;
    private final InputStream body;
    private final int status;

    Answer(Target target, InputStream body) throws IOException {
        this.target = target;
        this.body = body;
        this.status = status(body);
    }

    private int status(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 && line.length() == 0) {
                target.now();
                throw Obstacles.refused(target.pid(), target.status()).exception();
            }
            if (c < 0 || line.length() == MAX_STATUS) {
                throw broken(line, null);
            }
            line.append((char) c);
        }
        try {
            return Integer.parseInt(line.toString());
        } catch (NumberFormatException e) {
            throw broken(line, e);
        }
    }

    private AttachException broken(CharSequence line, @Nullable Throwable cause) {
        return new AttachException(
                new Obstacle(
                        Reason.BROKEN_ANSWER,
                        "process " + target.pid() + " answered '" + line + "' where a number was expected",
                        "it may be a JVM of an unknown make"),
                cause);
    }

    /** 0 if it was done. */
    public int status() {
        return status;
    }

    /** The output behind the status: bounded in size and time, each breach an {@link AttachException}. */
    public InputStream body() {
        return body;
    }

    /**
     * All that is left of the output.
     *
     * @throws AttachException if it is too much, or late
     */
    public String text() throws AttachException {
        try {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (AttachException e) {
            throw e;
        } catch (IOException e) {
            throw Obstacles.lost(target.pid(), e).exception(e);
        }
    }

    @Override
    public void close() throws AttachException {
        try {
            body.close();
        } catch (IOException e) {
            throw Obstacles.lost(target.pid(), e).exception(e);
        }
    }
}
