package io.github.threadreporter.attach;

import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Optional;

/** The socket at which a JVM takes commands: in {@code /tmp}, whatever java.io.tmpdir says. */
final class AttachSocket implements Closeable {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Target target;
    private final TargetFolder tmp;
    private final String name;

    private AttachSocket(Target target, TargetFolder tmp) {
        this.target = target;
        this.tmp = tmp;
        this.name = name(target.status());
    }

    /** The name of its file. */
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
            new WakeUp(target, socket::isThere).until(deadline);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private boolean isThere() throws IOException {
        return Files.exists(tmp.at(name), LinkOption.NOFOLLOW_LINKS);
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
                if (isConnected(channel, file)) {
                    check(PeerUser.of(channel), owner);
                    return channel;
                }
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            channel.close();
            target.pause(PAUSE, deadline);
        }
    }

    private boolean isConnected(SocketChannel channel, Path file) throws IOException {
        try {
            return channel.connect(UnixDomainSocketAddress.of(file));
        } catch (ConnectException e) {
            target.now();
            throw Obstacles.nobody(target.pid(), name).exception(e);
        } catch (SocketException e) {
            return false; // the queue of those who want to connect is full
        }
    }

    private UserPrincipal trusted(Path file) throws IOException {
        int owner = Owner.of(file);
        if (!Owner.isSocket(file)
                || (owner != Owner.ROOT && owner != target.status().uid())) {
            throw notTrusted(Integer.toUnsignedString(owner));
        }
        return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** The file may have been another one a moment later; who listens at it is known for sure. */
    private void check(Optional<UserPrincipal> peer, UserPrincipal owner) throws AttachException {
        if (peer.isPresent() && !peer.get().equals(owner)) {
            throw notTrusted(peer.get().getName());
        }
    }

    private AttachException notTrusted(String owner) {
        return Obstacles.notTrusted(target.pid(), "/tmp/" + name, owner).exception();
    }

    @Override
    public void close() throws IOException {
        tmp.close();
    }
}
