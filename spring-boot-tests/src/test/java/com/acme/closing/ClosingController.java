package com.acme.closing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** One request that is still there when the application is told to end. */
@RestController
class ClosingController {

    private static final long LIMIT_NANOS = 120_000_000_000L;

    private final Environment environment;

    ClosingController(Environment environment) {
        this.environment = environment;
    }

    @GetMapping("/slow")
    String slow() throws InterruptedException {
        ClosingApplication.say("the request begins");
        int port = environment.getRequiredProperty("local.server.port", Integer.class);
        long began = System.nanoTime();
        while (isOpen(port)) {
            if (System.nanoTime() - began > LIMIT_NANOS) {
                return "the server did not stop to listen";
            }
            Thread.sleep(20);
        }
        ClosingApplication.sayWithState("the request ends");
        return "done";
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false; // which is what it waits for
        }
    }
}
