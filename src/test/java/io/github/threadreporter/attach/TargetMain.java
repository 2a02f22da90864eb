package io.github.threadreporter.attach;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Does what it is told, line by line, until its input ends. */
final class TargetMain {

    static final String READY = "ready ";

    private TargetMain() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println(READY + ProcessHandle.current().pid());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ", 3);
            switch (words[0]) {
                case "read" -> System.out.println(Files.readString(Path.of(words[1])));
                case "connect" -> connect(words[1], words[2], true);
                case "stall" -> connect(words[1], words[2], false);
                default -> throw new IllegalArgumentException(line);
            }
        }
    }

    private static void connect(String socket, String text, boolean close) throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        if (close) {
            channel.close();
        }
    }
}
