package io.github.threadreporter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PortTest {

    @Test
    void anyFreePort_isTaken_whenTheUsualOneIsNotFree() throws Exception {
        try (ServerSocket taken = listen(0);
                ServerSocket opened = Port.open(OptionalInt.empty(), taken.getLocalPort(), PortTest::listen)) {
            assertThat(opened.getLocalPort()).isPositive().isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void noOtherPort_isTaken_whenOneWasAskedFor() throws Exception {
        try (ServerSocket taken = listen(0)) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> Port.open(OptionalInt.of(port), 0, PortTest::listen))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("port " + port);
        }
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    }
}
