package io.github.threadreporter.attach;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * A JVM that listens to us. Nothing is loaded into it by that, and it can be asked again later, by anybody whom it
 * obeys. Each command uses a connection of its own; one at a time is answered. Thread-safe.
 *
 * <p>Overhead: the first attachment of all makes the JVM start a thread and make a file {@code /tmp/.java_pidN}, which
 * both stay. A command that was late may still be carried out.
 */
public final class Attachment implements AutoCloseable {

    /** The answer to a command; a dump of 100,000 threads is some 200 MB. */
    private static final long MAX_ANSWER = 1L << 30;

    private static final String RETURN_CODE = "return code: ";

    private final Target target;
    private final AttachSocket socket;

    private Attachment(Target target, AttachSocket socket) {
        this.target = target;
        this.socket = socket;
    }

    /**
     * Makes that JVM listen.
     *
     * @throws AttachException if it cannot be attached to, or does not listen until then
     */
    public static Attachment to(Jvm jvm, Deadline deadline) throws AttachException {
        Obstacle obstacle = jvm.obstacle();
        // These two pass, and are looked at anew.
        if (obstacle != null && obstacle.reason() != Reason.STOPPED && obstacle.reason() != Reason.NOT_READY) {
            throw obstacle.exception();
        }
        Target target = Target.of(jvm.pid());
        try {
            return new Attachment(target, AttachSocket.of(target, deadline));
        } catch (AttachException e) {
            throw e;
        } catch (IOException e) {
            throw Obstacles.lost(target.pid(), e).exception(e);
        }
    }

    /**
     * Has the JVM carry out a command of HotSpot's, e.g. {@code properties} or {@code jcmd} with {@code Thread.print}.
     * It is for the deadline all in all, the reading of the answer included.
     *
     * @param arguments at most three, each of at most 1024 bytes
     * @throws AttachException if there is no answer until then
     * @throws IllegalArgumentException if the protocol does not allow this command
     */
    public Answer execute(Deadline deadline, String command, String... arguments) throws AttachException {
        ByteBuffer request = Request.encode(command, arguments);
        try {
            target.checkRunning();
            SocketChannel channel = socket.connect(deadline);
            try {
                send(channel, request, deadline);
                return new Answer(target, new BoundedInput(target, channel, deadline, deadline.left(), MAX_ANSWER));
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (AttachException e) {
            throw e;
        } catch (IOException e) {
            target.now();
            throw Obstacles.lost(target.pid(), e).exception(e);
        }
    }

    private void send(SocketChannel channel, ByteBuffer request, Deadline deadline) throws IOException {
        try (Patience patience = new Patience(target, channel)) {
            while (request.hasRemaining()) {
                patience.await(SelectionKey.OP_WRITE, deadline);
                channel.write(request);
            }
        }
    }

    /**
     * Loads a Java agent and runs its {@code agentmain} to the end.
     *
     * @param jar as the JVM sees it
     * @param options for the agent, together with the path at most 1023 bytes
     * @throws AttachException if it was not loaded, did not come to an end until then, or threw something
     */
    public void loadAgent(Deadline deadline, Path jar, String options) throws AttachException {
        load(deadline, "instrument", "false", jar + "=" + options);
    }

    /**
     * Loads a native agent and runs its {@code Agent_OnAttach}.
     *
     * @param library as the JVM sees it
     * @throws AttachException if it was not loaded, or did not come to an end until then
     */
    public void loadLibrary(Deadline deadline, Path library, String options) throws AttachException {
        load(deadline, library.toString(), "true", options);
    }

    private void load(Deadline deadline, String... arguments) throws AttachException {
        try (Answer answer = execute(deadline, "load", arguments)) {
            String text = answer.text().strip();
            if (answer.status() != 0 || !text.equals(RETURN_CODE + "0")) {
                throw Obstacles.notLoaded(target.pid(), text).exception();
            }
        }
    }

    @Override
    public void close() throws AttachException {
        try {
            socket.close();
        } catch (IOException e) {
            throw Obstacles.lost(target.pid(), e).exception(e);
        }
    }
}
