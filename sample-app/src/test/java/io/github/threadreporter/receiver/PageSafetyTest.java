package io.github.threadreporter.receiver;

import static io.github.threadreporter.receiver.Envelopes.CAPTURE;
import static io.github.threadreporter.receiver.Envelopes.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
                hostileVariables(((ObjectNode) thread).putArray("variables"), evil);
            }
            for (var object : dump.path("objects")) {
                ((ObjectNode) object).put("type", evil).put("id", evil);
                ((ObjectNode) object)
                        .withArray("members")
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
        browser.run("TR.openAll(document.getElementById('stack'), 1000)");
        browser.awaitText("#stack .vars .vars dt", evil);

        assertThat(browser.texts("#frame-0 dt")).contains(evil);
        assertThat(browser.text("#frame-0 .frame-body > p.v-note")).isEqualTo("Not all variables are here: " + evil);
        assertThat(browser.find("#frame-0 .v-masked").getAttribute("title")).contains(evil);
        assertThat(browser.text("#frame-0 .v-unread")).isEqualTo("not read: " + evil);
        assertThat(browser.text("h1")).isEqualTo(evil);
        assertThat(browser.text(".row .names")).isEqualTo(evil);
        assertThat(browser.text(".capture-title")).isEqualTo(evil);
        assertThat(browser.all("img, iframe, object, embed, body script")).isEmpty();
        assertThat(browser.run("return window.ran === undefined")).isEqualTo(true);
        assertThat(browser.console()).isEmpty();
    }

    private static void hostileVariables(ArrayNode frames, String evil) {
        ArrayNode variables =
                frames.addObject().put("depth", 0).put("missing", evil).putArray("variables");
        variables.addObject().put("name", evil).put("kind", evil).put("value", evil);
        for (String form : new String[] {"text", "masked", "unread", "type"}) {
            ObjectNode value = variables.addObject().put("name", evil).putObject("value");
            value.put("type", evil).put(form, evil).put("id", evil).put("cut", evil);
        }
        for (int object : new int[] {6, 12, 28}) {
            variables.addObject().put("name", evil).putObject("value").put("object", object);
        }
    }

    @Test
    void addressOfACapture_withHostileParts_isText() {
        browser.go(receiver.pageAddress(), "#/capture/%3Cimg%20src=x%3E/thread/%3Cb%3E");
        browser.awaitText("h1", "This capture cannot be shown");

        assertThat(browser.all("img")).isEmpty();
    }
}
