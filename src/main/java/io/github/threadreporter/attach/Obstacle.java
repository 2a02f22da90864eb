package io.github.threadreporter.attach;

import java.io.Serializable;

/**
 * What stands in the way, in words. Immutable.
 *
 * @param reason for programs
 * @param what the trouble, e.g. {@code process 4711 is stopped (state T)}
 * @param remedy what to do about it, e.g. {@code kill -CONT 4711}
 */
public record Obstacle(Reason reason, String what, String remedy) implements Serializable {

    /** Trouble and remedy in one line. */
    public String text() {
        return remedy.isEmpty() ? what : what + ": " + remedy;
    }

    AttachException exception() {
        return new AttachException(this, null);
    }

    AttachException exception(Throwable cause) {
        return new AttachException(this, cause);
    }
}
