package io.github.threadreporter.receiver;

import static io.github.threadreporter.receiver.Envelopes.CAPTURE;
import static io.github.threadreporter.receiver.Envelopes.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

/** What the page says about a capture. */
class PageTest extends PageTestCase {

    @Test
    void deadlock_isAnsweredWithoutAClick() {
        client.capture(EVENT, CAPTURE, Envelopes.resource("deadlock.json"));
        browser.go(receiver.pageAddress(), "");
        browser.awaitText("#stack h2", "order-worker-3");

        assertThat(browser.text("h1")).startsWith("Deadlock: order-worker-3 waits for");
        assertThat(browser.text(".capture-facts"))
                .contains("deadlock: found by the watch", "orders-1 · pid 4711", "25.0.1+8-LTS", "8.12 ms");
        assertThat(browser.find(".bar").getAttribute("aria-label"))
                .isEqualTo("37 threads: 5 RUNNABLE, 8 BLOCKED, 7 WAITING, 17 TIMED_WAITING");
        assertThat(browser.text(".not-shown"))
                .contains("--add-exports java.base/jdk.internal.vm=ALL-UNNAMED", "sourceLineLength=256", "4 values");
        List<String> rows = browser.texts(".row");
        assertThat(rows.get(0))
                .contains("Culprit", "order-worker-3", "BLOCKED", "Stock.reserve:88", "held by cancellations");
        assertThat(rows.get(1)).contains("Deadlock", "cancellations");
        assertThat(rows.get(2)).contains("order-worker-1, -2 and 4 more", "×6");
        assertThat(rows.get(rows.size() - 1)).contains("Idle", "9 threads in 3 stacks");
        assertThat(browser.text("#stack .source .here")).contains("88", "synchronized (shelf) {");
        assertThat(browser.text("#stack .vars")).contains("wanted", "12");
        assertThat(browser.text("#stack .context")).contains("orderId", "4713", "POST /orders");
        assertThat(browser.text("#frame-0 .locks")).contains("wants com.acme.orders.stock.Shelf@1f2e3d4c");
        assertThat(browser.text("#frame-1 .locks")).isEqualTo("holds com.acme.orders.Order@77aa01b9");
        assertThat(browser.text("#stack .run summary")).isEqualTo("5 frames of java.util.concurrent and java.lang");
        assertThat(browser.all(".graph .thread-node.cycle")).hasSize(2);
        assertThat(browser.all(".graph .edge.cycle")).hasSize(4);
        assertThat(browser.text(".graph .mark")).isEqualTo("deadlock");
        assertThat(browser.texts(".sentences li"))
                .contains("order-worker-1, -2 and 4 more wait for Shelf@1f2e3d4c held by cancellations");
        assertThat(browser.texts("#files a")).contains("threads.json.gz");
    }

    @Test
    void group_opensIntoItsThreads() {
        deadlock(HERE);

        browser.find(".row .expand").click();
        browser.until(() -> browser.all(".row-link.member").size() == 6 ? true : null);

        browser.driver
                .findElement(By.xpath("//a[contains(@class, 'member')][contains(., 'order-worker-8')]"))
                .click();
        browser.awaitText("#stack h2", "order-worker-8");
        assertThat(browser.text("#stack .context")).contains("4718");
    }

    @Test
    void linkToAFoldedFrame_opensItsRun() {
        deadlock(HERE + "/thread/35/frame/5");

        assertThat(browser.find("#frame-5").isDisplayed()).isTrue();
        assertThat(browser.text("#frame-5")).contains("ThreadPoolExecutor.runWorker");
    }

    @Test
    void linkToAnIdleThread_opensTheIdleOnes() {
        deadlock(HERE + "/thread/70");

        browser.awaitText("#stack h2", "HikariPool-1 housekeeper");
        assertThat(browser.find(".fold").getAttribute("aria-expanded")).isEqualTo("true");
        assertThat(browser.text(".row-link[aria-current] .names")).contains("HikariPool-1 housekeeper");
    }

    @Test
    void newCapture_arrivesByItself_andThePlaceIsKept() {
        deadlock(HERE + "/thread/41");
        browser.awaitText("#stack h2", "cancellations");
        browser.find("#stack .run summary").click();

        String other = "a".repeat(32);
        client.capture(Envelopes.id(7), other, BigDumps.deadlock(dump -> dump.put("headline", "Another one")));

        browser.awaitText(".capture-title", "Another one");
        assertThat(browser.text("#stack h2")).isEqualTo("cancellations");
        assertThat(browser.run("return location.hash")).isEqualTo(HERE + "/thread/41");
        assertThat(browser.all("#stack .run[open]")).hasSize(1);
    }

    @Test
    void captureThatGrows_isShownAnew() {
        String event = "{\"event_id\":\"%s\",\"message\":\"traceback\",\"tags\":{\"capture.id\":\"" + CAPTURE
                + "\"},\"threads\":{\"values\":[{\"id\":%d,\"name\":\"worker-%d\",\"state\":\"RUNNABLE\"}]}}";
        client.post(Envelopes.of(Envelopes.id(1)).event(event.formatted(Envelopes.id(1), 1, 1)));
        browser.go(receiver.pageAddress(), HERE + "/thread/1");
        browser.awaitText(".total", "1 thread");

        client.post(Envelopes.of(Envelopes.id(2)).event(event.formatted(Envelopes.id(2), 2, 2)));

        browser.awaitText(".total", "2 threads");
        assertThat(browser.text("#stack h2")).isEqualTo("worker-1");
        assertThat(browser.text(".not-shown")).contains("the complete dump");
    }

    @Test
    void earlierCaptureOfTheProcess_tellsSinceWhen() {
        client.capture(Envelopes.id(7), "a".repeat(32), BigDumps.deadlock(dump -> {
            dump.put("takenAt", "2026-01-31T11:59:30Z");
            for (var thread : dump.path("threads")) {
                if (thread.path("name").asText().startsWith("http-")) {
                    ((ObjectNode) thread).put("stack", 0);
                }
            }
        }));
        deadlock(HERE);

        browser.awaitText("#changes", "of 6 groups at work stand where they stood");

        assertThat(browser.text("#changes")).contains("5 of 6 groups");
        assertThat(browser.texts(".row .since")).hasSize(5).allMatch(text -> text.matches("since \\d\\d:\\d\\d:30"));
    }

    @Test
    void foreignEvent_isShownByItsException() {
        client.post(Envelopes.of(EVENT)
                .event("{\"event_id\":\"" + EVENT
                        + "\",\"exception\":{\"values\":[{\"type\":\"SQLException\",\"module\":"
                        + "\"java.sql\",\"value\":\"no connection\",\"stacktrace\":{\"frames\":[{\"module\":"
                        + "\"com.acme.Orders\",\"function\":\"find\",\"filename\":\"Orders.java\",\"lineno\":7,"
                        + "\"in_app\":true}]}}]}}"));
        browser.go(receiver.pageAddress(), "");
        browser.awaitText("#stack h2", "java.sql.SQLException");

        assertThat(browser.text("h1")).isEqualTo("SQLException: no connection");
        assertThat(browser.text("#frame-0")).contains("com.acme.Orders.find", "Orders.java:7");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void captureGone_isSaid_andEvictionsAreShown() throws IOException {
        try (Receiver small = Receiver.start(0, new ReceiverLimits(1 << 20, 1 << 20, 100, 1 << 20, 1 << 20, 1))) {
            Client other = new Client(small);
            other.capture(EVENT, CAPTURE, Envelopes.resource("deadlock.json"));
            other.capture(Envelopes.id(2), "b".repeat(32), Envelopes.resource("deadlock.json"));
            browser.go(small.pageAddress(), HERE);

            browser.awaitText("h1", "This capture cannot be shown");
            assertThat(browser.text(".evicted")).contains("1 older capture (1 event");
        }
    }
}
