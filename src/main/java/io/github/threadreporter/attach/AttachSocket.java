package io.github.threadreporter.attach;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Optional;

/**
 * The socket at which a JVM takes commands. It is not there until somebody asks for it, and stays from then on. With
 * {@code -Xrs} it is there from the start.
 */
final class AttachSocket implements Closeable {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofMillis(250);
    /** A JVM installs its signal handlers well within that time. */
    private static final Duration START = Duration.ofSeconds(3);

    private final Target target;
    private final TargetFolder tmp;
    private final String name;

    private AttachSocket(Target target, TargetFolder tmp) {
        this.target = target;
        this.tmp = tmp;
        this.name = name(target.status());
    }

    /** The name of its file: in {@code /tmp}, whatever java.io.tmpdir says. */
    static String name(ProcStatus status) {
        return ".java_pid" + status.ownPid();
    }

    /**
     * The socket of that JVM, which is made to listen if it does not.
     *
     * @throws IOException if it does not listen until then, or its {@code /tmp} cannot be opened
     */
    static AttachSocket of(Target target, Deadline deadline) throws IOException {
        target.checkRunning();
        AttachSocket socket =
                new AttachSocket(target, TargetFolder.in(target.proc().root(), "/tmp"));
        try {
            socket.awaitHandler(deadline);
            if (!socket.isThere()) {
                socket.ask(deadline);
            }
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private boolean isThere() throws IOException {
        return Files.exists(tmp.at(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** A JVM that has just started would be killed by SIGQUIT. */
    private void awaitHandler(Deadline deadline) throws IOException {
        Deadline start = Deadline.in(Duration.ofMillis(deadline.millis(START)));
        while (!isThere() && !target.now().catchesQuit()) {
            if (start.hasPassed()) {
                throw Obstacles.notReady(target.pid()).exception();
            }
            target.pause(SHORT, deadline);
        }
    }

    private void ask(Deadline deadline) throws IOException {
        AtExit trigger = Trigger.set(target);
        try {
            QuitSignal.send(target, deadline);
            awaitSocket(deadline);
        } finally {
            trigger.close();
        }
    }

    private void awaitSocket(Deadline deadline) throws IOException {
        Duration half = deadline.left().dividedBy(2);
        boolean again = false;
        for (Duration pause = SHORT; !isThere(); pause = LONG) {
            target.pause(pause, deadline);
            // Once more, and no more than that: one too many makes the JVM print its threads.
            if (!again && deadline.left().compareTo(half) < 0 && !isThere()) {
                again = true;
                target.checkRunning();
                QuitSignal.send(target, deadline);
            }
        }
    }

    /**
     * A new connection, which does not block.
     *
     * @throws IOException if there is none until then, or if somebody else than the JVM is at the other end
     */
    SocketChannel connect(Deadline deadline) throws IOException {
        Path file = tmp.at(name);
        UserPrincipal owner = trusted(file);
        while (true) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.configureBlocking(false);
                if (channel.connect(UnixDomainSocketAddress.of(file))) {
                    check(PeerUser.of(channel), owner);
                    return channel;
                }
                channel.close();
            } catch (ConnectException e) {
                channel.close();
                target.now();
                throw Obstacles.nobody(target.pid(), name).exception(e);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            target.pause(LONG, deadline);
        }
    }

    /** The file may have been another one a moment later; who listens at it is known for sure. */
    private void check(Optional<UserPrincipal> peer, UserPrincipal owner) throws AttachException {
        if (peer.isPresent() && !peer.get().equals(owner)) {
            throw Obstacles.notTrusted(target.pid(), "/tmp/" + name, peer.get().getName())
                    .exception();
        }
    }

    private UserPrincipal trusted(Path file) throws IOException {
        int owner = Owner.of(file);
        if (!Owner.isSocket(file)
                || (owner != Owner.ROOT && owner != target.status().uid())) {
            throw Obstacles.notTrusted(target.pid(), "/tmp/" + name, Integer.toUnsignedString(owner))
                    .exception();
        }
        return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void close() throws IOException {
        tmp.close();
    }
}
