package io.github.threadreporter.receiver;

import static io.github.threadreporter.receiver.Envelopes.CAPTURE;
import static io.github.threadreporter.receiver.Envelopes.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Nothing leaves the page, and nothing from a capture gets to act in it. */
class PageSafetyTest extends PageTestCase {

    @Test
    void noRequest_leavesForAnotherHost_andThePolicyIsKept() {
        client.capture(EVENT, CAPTURE, Envelopes.resource("deadlock.json"));
        browser.go(receiver.pageAddress(), HERE + "/thread/35/frame/1");
        browser.awaitText("#stack h2", "order-worker-3");

        assertThat(browser.requests())
                .filteredOn(address -> !address.startsWith("data:"))
                .contains(receiver.pageAddress() + "page.js", receiver.pageAddress() + "api/captures/" + CAPTURE)
                .allMatch(address -> address.startsWith(receiver.pageAddress().toString()));
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void policy_stopsInlineScript() {
        browser.go(receiver.pageAddress(), "");
        browser.awaitText("h1", "No capture yet");

        browser.run("const s = document.createElement('script'); s.textContent = 'window.ran = true';"
                + "document.body.append(s)");

        assertThat(browser.run("return window.ran === undefined")).isEqualTo(true);
        assertThat(browser.console()).anyMatch(line -> line.contains("Content Security Policy"));
    }

    @Test
    void hostileText_isShownAsText() {
        String evil = "<img src=x onerror=\"window.ran=1\">";
        client.capture(EVENT, CAPTURE, BigDumps.deadlock(dump -> {
            dump.put("headline", evil);
            for (var thread : dump.path("threads")) {
                ((ObjectNode) thread).put("name", evil).put("state", evil).put("group", evil);
                ((ObjectNode) thread).putObject("mdc").put(evil, evil);
                ((ObjectNode) thread)
                        .putObject("variables")
                        .putArray("0")
                        .addObject()
                        .put("name", evil)
                        .put("value", evil);
            }
            for (var frame : dump.path("frames")) {
                ((ObjectNode) frame).put("class", evil).put("method", evil).put("file", evil);
                ((ObjectNode) frame).putObject("source").put("line", evil);
            }
            dump.putArray("missing")
                    .addObject()
                    .put("what", evil)
                    .put("why", evil)
                    .put("remedy", evil);
        }));
        browser.go(receiver.pageAddress(), HERE);
        browser.awaitText("#stack h2", evil);

        assertThat(browser.text("h1")).isEqualTo(evil);
        assertThat(browser.text(".row .names")).isEqualTo(evil);
        assertThat(browser.text(".capture-title")).isEqualTo(evil);
        assertThat(browser.all("img, iframe, object, embed, body script")).isEmpty();
        assertThat(browser.run("return window.ran === undefined")).isEqualTo(true);
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void addressOfACapture_withHostileParts_isText() {
        browser.go(receiver.pageAddress(), "#/capture/%3Cimg%20src=x%3E/thread/%3Cb%3E");
        browser.awaitText("h1", "This capture cannot be shown");

        assertThat(browser.all("img")).isEmpty();
    }
}
