package io.github.threadreporter.receiver;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Something in a real browser: one for a class of tests, of the usual size and with nothing left of the test before. */
abstract class BrowserCase {

    static Browser browser;

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
    void look() {
        browser.look(1440, 1000, "light", "");
        browser.requests();
        browser.console();
    }

    @AfterEach
    void leave() {
        browser.driver.get("about:blank");
    }
}
