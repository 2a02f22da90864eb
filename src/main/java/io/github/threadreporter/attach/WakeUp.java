package io.github.threadreporter.attach;

import java.io.IOException;
import java.time.Duration;

/**
 * Makes a JVM listen. It does not until somebody asks for it, with a {@linkplain Trigger file} and SIGQUIT, and does
 * from then on; with {@code -Xrs} it listens from the start.
 */
final class WakeUp {

    /** Whether it listens. */
    interface Listening {
        boolean isSo() throws IOException;
    }

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMillis(250);
    /** A JVM installs its signal handlers well within that time. */
    private static final Duration START = Duration.ofSeconds(3);

    private final Target target;
    private final Listening listening;

    WakeUp(Target target, Listening listening) {
        this.target = target;
        this.listening = listening;
    }

    /**
     * Returns when it listens.
     *
     * @throws IOException if it does not until then, or cannot be asked
     */
    void until(Deadline deadline) throws IOException {
        awaitHandler(deadline);
        if (listening.isSo()) {
            return;
        }
        AtExit trigger = Trigger.set(target);
        try {
            QuitSignal.send(target, deadline);
            await(deadline);
        } finally {
            trigger.close();
        }
    }

    /** A JVM that has just started would be killed by SIGQUIT. */
    private void awaitHandler(Deadline deadline) throws IOException {
        Deadline start = Deadline.in(Duration.ofMillis(deadline.millis(START)));
        while (!listening.isSo() && !target.now().catchesQuit()) {
            if (start.hasPassed()) {
                throw Obstacles.notReady(target.pid()).exception();
            }
            target.pause(SHORT, deadline);
        }
    }

    private void await(Deadline deadline) throws IOException {
        Duration half = deadline.left().dividedBy(2);
        boolean again = false;
        Duration pause = SHORT;
        while (!listening.isSo()) {
            target.pause(pause, deadline);
            pause = pause.compareTo(LONG) < 0 ? pause.multipliedBy(2) : LONG;
            // Once more, and no more than that: one too many makes the JVM print its threads.
            if (!again && deadline.left().compareTo(half) < 0 && !listening.isSo()) {
                again = true;
                target.checkRunning();
                QuitSignal.send(target, deadline);
            }
        }
    }
}
