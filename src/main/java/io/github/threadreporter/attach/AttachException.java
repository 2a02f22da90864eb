package io.github.threadreporter.attach;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A JVM could not be attached to, or did not do what was asked. The message tells what to do next. */
public final class AttachException extends IOException {

    private static final long serialVersionUID = 1;

    private final Obstacle obstacle;

    AttachException(Obstacle obstacle, @Nullable Throwable cause) {
        super(obstacle.text(), cause);
        this.obstacle = obstacle;
    }

    public Reason reason() {
        return obstacle.reason();
    }

    public Obstacle obstacle() {
        return obstacle;
    }
}
