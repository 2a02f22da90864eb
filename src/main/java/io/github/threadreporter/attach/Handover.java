package io.github.threadreporter.attach;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Optional;

/**
 * A socket at which a JVM hands over what it collected. Nobody but its user reaches it: it lies in a folder of mode 0700,
 * and the kernel is asked who connects (where the runtime image has the module jdk.net). It is gone when it is closed.
 *
 * <p>The JVM connects to {@link #seenByTarget} with {@link SocketChannel}, writes and closes. A JVM that ends in the
 * middle looks the same as one that has finished: what is handed over must tell its own end. For one thread.
 */
public final class Handover implements AutoCloseable {

    /** What the address of a socket holds, less the zero byte at its end. */
    private static final int MAX_PATH_BYTES = 107;

    private static final int BACKLOG = 4;
    private static final String FOLDER = "handover";
    private static final String SOCKET = "s";

    private final Target target;
    private final Path seen;
    private final PrivateFolder folder;
    private final ServerSocketChannel server;
    private final UserPrincipal expected;
    private final Optional<Staging> ownStaging;

    private Handover(Staging staging, Optional<Staging> ownStaging) throws IOException {
        this.target = staging.target();
        this.seen = staging.seenByTarget(FOLDER).resolve(SOCKET);
        this.ownStaging = ownStaging;
        this.folder = PrivateFolder.make(staging.folder().folder(), FOLDER);
        try {
            this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                Path socket = folder.folder().at(SOCKET);
                server.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
                if (Owner.of(socket) != target.status().uid()) {
                    Owner.give(socket, target.status(), LinkOption.NOFOLLOW_LINKS);
                }
                folder.give(target.status());
                this.expected = Files.getOwner(folder.folder().itself());
            } catch (IOException | RuntimeException e) {
                server.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * A socket in that folder; in a folder of its own in {@code /tmp}, if that path would be too long for a socket.
     *
     * @throws AttachException if it cannot be made, or there is one already
     */
    public static Handover open(Staging staging) throws AttachException {
        Path path = staging.seenByTarget(FOLDER).resolve(SOCKET);
        boolean fits = path.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_PATH_BYTES;
        Optional<Staging> own = fits ? Optional.empty() : Optional.of(Staging.inTmp(staging.target()));
        try {
            return new Handover(own.orElse(staging), own);
        } catch (IOException e) {
            if (own.isPresent()) {
                own.get().close();
            }
            throw Obstacles.noFolder(staging.target().pid(), path, e).exception(e);
        }
    }

    /** Where the JVM is to connect to. */
    public Path seenByTarget() {
        return seen;
    }

    /**
     * Waits for the JVM to connect. Whoever else connects is turned away.
     *
     * @param deadline for all, the reading included
     * @param idle longest time between two bytes
     * @param maxBytes more than that is an error
     * @return what it sends; each breach of a limit is an {@link AttachException}
     * @throws AttachException if it does not connect until then, or has ended
     */
    public InputStream accept(Deadline deadline, Duration idle, long maxBytes) throws AttachException {
        try (Patience patience = new Patience(target, server)) {
            while (true) {
                patience.await(SelectionKey.OP_ACCEPT, deadline);
                SocketChannel channel = server.accept();
                if (channel != null && isExpected(channel)) {
                    return new BoundedInput(target, channel, deadline, idle, maxBytes);
                }
            }
        } catch (AttachException e) {
            throw e;
        } catch (IOException e) {
            target.now();
            throw Obstacles.lost(target.pid(), e).exception(e);
        }
    }

    private boolean isExpected(SocketChannel channel) throws IOException {
        try {
            if (PeerUser.of(channel).map(expected::equals).orElse(true)) {
                return true;
            }
            channel.close();
            return false;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws AttachException {
        try (server) {
            folder.close();
        } catch (IOException e) {
            throw Obstacles.lost(target.pid(), e).exception(e);
        } finally {
            if (ownStaging.isPresent()) {
                ownStaging.get().close();
            }
        }
    }
}
