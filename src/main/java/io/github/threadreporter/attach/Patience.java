package io.github.threadreporter.attach;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;

/** Waits for a channel that does not block: never longer than told, and not for a process that has ended. */
final class Patience implements Closeable {

    private static final Duration SLICE = Duration.ofMillis(500);

    private final Target target;
    private final Selector selector;
    private final SelectionKey key;

    Patience(Target target, SelectableChannel channel) throws IOException {
        this.target = target;
        channel.configureBlocking(false);
        this.selector = Selector.open();
        try {
            this.key = channel.register(selector, 0);
        } catch (IOException | RuntimeException e) {
            selector.close();
            throw e;
        }
    }

    /**
     * Returns when the channel is ready for that operation.
     *
     * @throws AttachException if it is not until then, if the process has ended, or on an interrupt
     */
    void await(int operation, Deadline deadline) throws IOException {
        key.interestOps(operation);
        while (true) {
            int ready = selector.select(deadline.millis(SLICE));
            selector.selectedKeys().clear();
            if (Thread.currentThread().isInterrupted()) {
                throw target.interrupted();
            }
            if (ready > 0) {
                return;
            }
            target.now();
            if (deadline.hasPassed()) {
                throw target.late(deadline);
            }
        }
    }

    @Override
    public void close() throws IOException {
        selector.close();
    }
}
