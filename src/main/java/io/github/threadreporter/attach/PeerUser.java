package io.github.threadreporter.attach;

import java.io.IOException;
import java.net.SocketOption;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;

/** Who is at the other end of a Unix domain socket. */
final class PeerUser {

    private PeerUser() {}

    /** The user, from the kernel; empty where the runtime image lacks the module jdk.net. */
    static Optional<UserPrincipal> of(SocketChannel channel) throws IOException {
        for (SocketOption<?> option : channel.supportedOptions()) {
            if (option.name().equals("SO_PEERCRED")) {
                return Optional.of(user(channel.getOption(option)));
            }
        }
        return Optional.empty();
    }

    /** By reflection, since the type is of a module that need not be there. */
    private static UserPrincipal user(Object credentials) throws IOException {
        try {
            return (UserPrincipal) credentials.getClass().getMethod("user").invoke(credentials);
        } catch (ReflectiveOperationException e) {
            throw new IOException("the user at the other end of a socket is told in an unknown form", e);
        }
    }
}
