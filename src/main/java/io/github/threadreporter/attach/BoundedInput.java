package io.github.threadreporter.attach;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** What a process sends: bounded in bytes, in time between bytes and in time in all. For one thread. */
final class BoundedInput extends InputStream {

    private final Target target;
    private final SocketChannel channel;
    private final Patience patience;
    private final Deadline deadline;
    private final Duration idle;
    private final long maxBytes;
    private long received;

    /** Closes the channel when it is closed. */
    BoundedInput(Target target, SocketChannel channel, Deadline deadline, Duration idle, long maxBytes)
            throws IOException {
        this.target = target;
        this.channel = channel;
        this.patience = new Patience(target, channel);
        this.deadline = deadline;
        this.idle = idle;
        this.maxBytes = maxBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
        Deadline next = deadline.left().compareTo(idle) < 0 ? deadline : Deadline.in(idle);
        while (true) {
            if (Thread.currentThread().isInterrupted()) {
                throw target.interrupted();
            }
            if (deadline.hasPassed()) {
                throw target.late(deadline);
            }
            int count = channel.read(buffer);
            if (count != 0) {
                return counted(count);
            }
            patience.await(SelectionKey.OP_READ, next);
        }
    }

    private int counted(int count) throws AttachException {
        received += Math.max(0, count);
        if (received > maxBytes) {
            throw new Obstacle(
                            Reason.BROKEN_ANSWER,
                            "process " + target.pid() + " sent more than " + maxBytes + " bytes",
                            "ask for less")
                    .exception();
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            patience.close();
        }
    }
}
