package io.github.threadreporter.receiver;

import static io.github.threadreporter.receiver.Envelopes.CAPTURE;
import static io.github.threadreporter.receiver.Envelopes.EVENT;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The page in a real browser, fed by a receiver of its own for each test. */
abstract class PageTestCase {

    static final String HERE = "#/capture/" + CAPTURE;

    static Browser browser;

    Receiver receiver;
    Client client;

    @BeforeAll
    static void openBrowser() {
        browser = Browser.open();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    @BeforeEach
    void start() throws IOException {
        receiver = Receiver.start(0);
        client = new Client(receiver);
        browser.look(1440, 1000, "light", "");
        browser.requests();
        browser.console();
    }

    @AfterEach
    void stop() {
        browser.driver.get("about:blank");
        receiver.close();
    }

    void deadlock(String hash) {
        client.capture(EVENT, CAPTURE, Envelopes.resource("deadlock.json"));
        browser.go(receiver.pageAddress(), hash);
        browser.find("#stack h2");
    }
}
