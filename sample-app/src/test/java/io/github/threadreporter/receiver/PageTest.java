package io.github.threadreporter.receiver;

import static io.github.threadreporter.receiver.Envelopes.CAPTURE;
import static io.github.threadreporter.receiver.Envelopes.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page in a real browser. */
class PageTest {

    private static final String HERE = "#/capture/" + CAPTURE;

    private static Browser browser;

    private Receiver receiver;
    private Client client;

    @BeforeAll
    static void openBrowser() {
        browser = Browser.open();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
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

    @Test
    void typingAnywhere_filters_andEscapeClears() {
        deadlock(HERE);

        browser.find("body").sendKeys("paym");
        browser.awaitText("#found", "14 of 37");

        assertThat(browser.texts(".row .names")).containsExactly("payment-0, -1 and 12 more");
        assertThat(browser.run("return location.hash")).asString().contains("?q=paym");
        browser.find("#filter").sendKeys(Keys.ESCAPE);
        browser.until(() -> browser.text("#found").isEmpty() ? true : null);
        assertThat(browser.all(".row").size()).isGreaterThan(8);
    }

    @Test
    void slash_goesToTheFilter_whichLooksAtStacksAndValuesToo() {
        deadlock(HERE);

        browser.find("body").sendKeys("/");
        browser.find("#filter").sendKeys("globex reserve");

        browser.awaitText("#found", "2 of 37");
        assertThat(browser.texts(".row .names")).containsExactly("order-worker-2 and -8");
    }

    @Test
    void nothingFound_isSaid() {
        deadlock(HERE + "?q=nosuchthread");

        browser.awaitText("#found", "0 of 37");
        assertThat(browser.all(".scroller.none")).hasSize(1);
    }

    @Test
    void stateChips_filter_andOpenIdleThreads() {
        deadlock(HERE);
        WebElement chip = browser.find(".chip[data-state=WAITING]");

        chip.click();

        browser.awaitText("#found", "7 of 37");
        assertThat(browser.find(".chip[data-state=WAITING]").getAttribute("aria-pressed"))
                .isEqualTo("true");
        assertThat(browser.texts(".row .state")).isNotEmpty().allMatch("WAITING"::equals);
    }

    @Test
    void keysWalkTheList_withoutFillingTheHistory() {
        deadlock(HERE);
        long before = browser.number("return history.length");

        browser.find("body").sendKeys("j");
        browser.awaitText("#stack h2", "cancellations");
        browser.find("body").sendKeys(Keys.ARROW_DOWN);
        browser.awaitText("#stack h2", "order-worker-1");
        browser.find("body").sendKeys("kk");
        browser.awaitText("#stack h2", "order-worker-3");

        assertThat(browser.text(".row-link[aria-current] .names")).isEqualTo("order-worker-3");
        assertThat(browser.number("return history.length")).isEqualTo(before);
    }

    @Test
    void linksBackForwardAndReload_keepThePlace() {
        deadlock(HERE);
        browser.find("#stack .wait-line a").click();
        browser.awaitText("#stack h2", "cancellations");
        browser.find("#frame-1 .anchor").click();
        browser.until(() -> browser.all("#frame-1.target").isEmpty() ? null : true);
        assertThat(browser.run("return location.hash")).isEqualTo(HERE + "/thread/41/frame/1");

        browser.driver.navigate().refresh();
        browser.awaitText("#stack h2", "cancellations");
        assertThat(browser.all("#frame-1.target")).hasSize(1);

        browser.driver.navigate().back();
        browser.driver.navigate().back();
        browser.awaitText("#stack h2", "order-worker-3");
        browser.driver.navigate().forward();
        browser.awaitText("#stack h2", "cancellations");
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
    void copyAsText_hasTheFormOfAThreadDump() {
        deadlock(HERE);
        allowClipboard();

        browser.find("#copy-thread").click();
        browser.until(() -> clipboard().contains("order-worker-3") ? true : null);

        assertThat(clipboard()).isEqualToNormalizingNewlines("""
                        "order-worker-3" #35 prio=5 cpu=3.63ms
                           java.lang.Thread.State: BLOCKED (on object monitor)
                        	at com.acme.orders.stock.Stock.reserve(Stock.java:88)
                        	- waiting to lock <0x1f2e3d4c> (a com.acme.orders.stock.Shelf), held by "cancellations" #41
                        	at com.acme.orders.OrderService.place(OrderService.java:41)
                        	- locked <0x77aa01b9> (a com.acme.orders.Order)
                        	at com.acme.orders.work.OrderDesk.work(OrderDesk.java:73)
                        	at java.util.concurrent.Executors$RunnableAdapter.call(Executors.java:539)
                        	at java.util.concurrent.FutureTask.run(FutureTask.java:264)
                        	at java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1136)
                        	at java.util.concurrent.ThreadPoolExecutor$Worker.run(ThreadPoolExecutor.java:635)
                        	at java.lang.Thread.run(Thread.java:840)
                        """);

        browser.find("#copy-all").click();
        browser.until(() -> clipboard().contains("Full thread dump") ? true : null);
        assertThat(clipboard().lines().filter(line -> line.startsWith("\""))).hasSize(37);
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
    void manyThreads_keepThePageSmall() {
        client.capture(EVENT, CAPTURE, BigDumps.of(5_000, 100_000));
        browser.go(receiver.pageAddress(), HERE);
        browser.awaitText(".total", "105,000 threads");
        String nodes = "return document.querySelectorAll('*').length";
        assertThat(browser.number(nodes)).isLessThan(1_500);

        browser.run("document.querySelector('.scroller').scrollTop = 2500 * 48");
        browser.awaitText(".row .names", "job-2500");
        assertThat(browser.number(nodes)).isLessThan(1_500);

        browser.run("document.querySelector('.scroller').scrollTop = 1e9");
        browser.awaitText(".row .expand", "×100,000");
        browser.find(".row .expand").click();
        browser.until(() -> browser.all(".row-link.member").isEmpty() ? null : true);
        browser.run("document.querySelector('.scroller').scrollTop = 1e9");
        browser.awaitText(".row .names", "virtual-1099999");
        assertThat(browser.number(nodes)).isLessThan(1_500);

        browser.find("#filter").sendKeys("virtual-1054321");
        browser.awaitText("#found", "1 of 105,000");
        browser.find("#filter").sendKeys(Keys.ESCAPE);
        browser.find("#filter").sendKeys("#1054321");
        browser.awaitText("#found", "1 of 105,000");
        browser.find("body").sendKeys(Keys.ARROW_DOWN);
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void pileUp_staysOneNodeOfTheGraph() {
        client.capture(EVENT, CAPTURE, BigDumps.deadlock(dump -> {
            ObjectNode model = (ObjectNode) dump.path("threads").path(6);
            for (int i = 0; i < 3_000; i++) {
                ObjectNode more = model.deepCopy();
                ((com.fasterxml.jackson.databind.node.ArrayNode) dump.path("threads"))
                        .add(more.put("id", 9_000 + i)
                                .put("name", "more-" + i)
                                .put("state", "BLOCKED")
                                .put("stack", i % 200));
                more.putObject("waitsFor")
                        .put("class", "com.acme.Lock" + i % 200)
                        .put("id", "a" + i % 200)
                        .put("how", "entering")
                        .putObject("owner")
                        .put("id", 41)
                        .put("name", "cancellations");
            }
            dump.remove("groups");
        }));
        browser.go(receiver.pageAddress(), HERE);
        browser.awaitText("#waits", "are not drawn");

        assertThat(browser.all(".graph .node").size()).isBetween(20, 60);
        assertThat(browser.all(".graph .thread-node.cycle")).hasSize(2);
    }

    @Test
    void narrowScreen_hasNoSidewaysScrolling_andTheStackFollowsTheList() {
        browser.look(360, 740, "light", "");
        deadlock(HERE);

        // Less than 360 by the width of a scroll bar.
        long wide = browser.number("return document.documentElement.clientWidth");
        assertThat(wide).isBetween(330L, 360L);
        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .isEqualTo(wide);
        assertThat(browser.find("#stack").getLocation().getY())
                .isLessThan(browser.find("#waits").getLocation().getY());
        assertThat(browser.run("return [...document.querySelectorAll('main *')].filter(e => e.checkVisibility()"
                        + " && !e.closest('.graph-scroll, .source, .offscreen') && e.getBoundingClientRect().right > 361)"
                        + ".map(e => e.className + ' ' + e.textContent).slice(0, 5)"))
                .isEqualTo(List.of());
    }

    @Test
    void textContrast_isEnough_inLightAndDark() {
        for (String scheme : List.of("light", "dark")) {
            browser.look(1440, 1000, scheme, "");
            deadlock(HERE + "/thread/35/frame/1");
            browser.find(".fold").click();

            assertThat(contrastFailures()).as(scheme).isEmpty();
        }
        assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(16, 20, 26)");
    }

    @Test
    void focus_isVisible() {
        deadlock(HERE);

        browser.find("body").sendKeys(Keys.TAB, Keys.TAB);

        assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
        assertThat(browser.run("return document.activeElement !== document.body"))
                .isEqualTo(true);
    }

    @Test
    void landmarksAndNames_areThere() {
        deadlock(HERE);

        assertThat(browser.all("main")).hasSize(1);
        assertThat(browser.all("nav[aria-label]")).hasSize(1);
        assertThat(browser.all("h1")).hasSize(1);
        assertThat(browser.run("return [...document.querySelectorAll('button, a, input')].filter(e =>"
                        + " !(e.getAttribute('aria-label') || e.textContent.trim())).length"))
                .isEqualTo(0L);
        assertThat(browser.run("return new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size"
                        + " === document.querySelectorAll('[id]').length"))
                .isEqualTo(true);
    }

    @Test
    void paper_hasStacksAndNoControls() {
        deadlock(HERE);

        browser.look(1000, 1400, "dark", "print");
        browser.awaitText("#paper h3", "Culprit: order-worker-3");

        assertThat(browser.texts("#paper pre"))
                .hasSize(9)
                .first()
                .asString()
                .contains("- waiting to lock <0x1f2e3d4c>");
        assertThat(browser.find("#captures").isDisplayed()).isFalse();
        assertThat(browser.find("#filter").isDisplayed()).isFalse();
        assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(contrastFailures()).isEmpty();

        browser.look(1440, 1000, "light", "");
        browser.until(() -> browser.all("#paper pre").isEmpty() ? true : null);
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

    @Test
    void dataInsideThePage_needsNoReceiver() {
        browser.go(receiver.pageAddress(), "");
        browser.awaitText("h1", "No capture yet");
        String document = new String(Envelopes.resource("deadlock.json"), java.nio.charset.StandardCharsets.UTF_8);

        browser.run(
                "const s = document.createElement('script'); s.type = 'application/json'; s.id = 'capture-data';"
                        + "s.textContent = arguments[0]; document.body.append(s);"
                        + "for (const id of ['captures', 'head', 'threads', 'stack']) document.getElementById(id).replaceChildren();"
                        + "window.fetch = () => { window.fetched = true; throw new Error('no'); };"
                        + "for (const name of ['source', 'page']) { const p = document.createElement('script');"
                        + "p.async = false; p.src = name + '.js?inside'; document.body.append(p); }",
                document);
        browser.awaitText("#stack h2", "order-worker-3");

        assertThat(browser.find("#captures").isDisplayed()).isFalse();
    }

    private void deadlock(String hash) {
        client.capture(EVENT, CAPTURE, Envelopes.resource("deadlock.json"));
        browser.go(receiver.pageAddress(), hash);
        browser.find("#stack h2");
    }

    private void allowClipboard() {
        browser.driver.executeCdpCommand(
                "Browser.grantPermissions",
                Map.of(
                        "permissions",
                        List.of("clipboardReadWrite", "clipboardSanitizedWrite"),
                        "origin",
                        receiver.pageAddress().toString()));
        browser.run("window.focus()");
    }

    private static String clipboard() {
        return String.valueOf(browser.driver.executeAsyncScript("const done = arguments[0];"
                + "navigator.clipboard.readText().then(done, error => done('error: ' + error))"));
    }

    /** WCAG 2: 4.5 to 1 for text against the nearest painted background, 3 to 1 for large text. */
    private static List<?> contrastFailures() {
        return (List<?>) browser.run("""
                const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
                const parts = color => color.match(/[\\d.]+/g).map(Number);
                const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
                const behind = e => {
                  for (; e; e = e.parentElement) {
                    const [r, g, b, a = 1] = parts(getComputedStyle(e).backgroundColor);
                    if (a === 1) return [r, g, b];
                    if (a > 0) throw new Error('half transparent: ' + e.className);
                  }
                  return [255, 255, 255];
                };
                const failures = [];
                for (const e of document.querySelectorAll('body *')) {
                  const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
                  if (!own || !e.checkVisibility() || e.closest('.offscreen, #said, .skip, title, noscript, script')) continue;
                  const style = getComputedStyle(e);
                  const inGraph = e.closest('svg');
                  const box = inGraph && e.parentElement.querySelector('rect');
                  const text = light(parts(inGraph ? style.fill : style.color));
                  const ground = light(box ? parts(getComputedStyle(box).fill) : behind(e));
                  const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
                  const size = parseFloat(style.fontSize);
                  const large = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
                  if (ratio < (large ? 3 : 4.5)) failures.push(e.className + ' "' + e.textContent.slice(0, 30) + '" ' + ratio);
                }
                return failures;
                """);
    }
}
