package io.github.threadreporter.attach;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A command in version 1 of the protocol, which every HotSpot understands: five texts, each with a zero byte behind it. */
final class Request {

    private static final String VERSION = "1";
    private static final int ARGUMENTS = 3;
    private static final int MAX_NAME = 16;
    private static final int MAX_ARGUMENT = 1024;

    private Request() {}

    /** @throws IllegalArgumentException if the protocol does not allow it; the JVM would hang up without a word */
    static ByteBuffer encode(String command, String... arguments) {
        if (arguments.length > ARGUMENTS) {
            throw new IllegalArgumentException("arguments: " + arguments.length + " are more than " + ARGUMENTS);
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        add(request, VERSION, MAX_NAME);
        add(request, command, MAX_NAME);
        for (int i = 0; i < ARGUMENTS; i++) {
            add(request, i < arguments.length ? arguments[i] : "", MAX_ARGUMENT);
        }
        return ByteBuffer.wrap(request.toByteArray());
    }

    private static void add(ByteArrayOutputStream request, String text, int max) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > max || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("'" + text + "' is longer than " + max + " bytes or has a zero in it");
        }
        request.writeBytes(bytes);
        request.write(0);
    }
}
