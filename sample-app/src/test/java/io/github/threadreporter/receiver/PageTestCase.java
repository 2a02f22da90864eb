package io.github.threadreporter.receiver;

import static io.github.threadreporter.receiver.Envelopes.CAPTURE;
import static io.github.threadreporter.receiver.Envelopes.EVENT;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The page in a real browser, fed by a receiver of its own for each test. */
abstract class PageTestCase extends BrowserCase {

    static final String HERE = "#/capture/" + CAPTURE;

    Receiver receiver;
    Client client;

    @BeforeEach
    void start() throws IOException {
        receiver = Receiver.start(0);
        client = new Client(receiver);
    }

    @AfterEach
    void stop() {
        browser.driver.get("about:blank"); // before nobody answers any more
        receiver.close();
    }

    void deadlock(String hash) {
        client.capture(EVENT, CAPTURE, Envelopes.resource("deadlock.json"));
        browser.go(receiver.pageAddress(), hash);
        browser.find("#stack h2");
    }
}
