package io.github.threadreporter.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Keyboard, filter, links, history, clipboard. */
class PageNavigationTest extends PageTestCase {

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
    void browserThatRefusesToChangeTheAddressSoOften_filtersAllTheSame_andTheAddressFollows() {
        deadlock(HERE);
        browser.run(
                "let refused = 0; const real = history.replaceState.bind(history); history.replaceState = (...all) => {"
                        + " if (refused++ < 4) throw new DOMException('too often', 'SecurityError'); real(...all); }");

        browser.find("body").sendKeys("paym");

        browser.awaitText("#found", "14 of 37");
        browser.until(() -> String.valueOf(browser.run("return location.hash")).endsWith("?q=paym") ? true : null);
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
    void copyAsText_hasTheFormOfAThreadDump() {
        deadlock(HERE);
        allowClipboard();

        browser.find("#copy-thread").click();
        browser.until(() -> clipboard().contains("order-worker-3") ? true : null);

        List<String> variables =
                clipboard().lines().filter(line -> line.startsWith("\t    ")).toList();
        assertThat(variables).hasSize(11).contains("\t    wanted = 12");
        assertThat(variables.get(6))
                .startsWith(
                        "\t    request = OrderRequest {id: \"4713\", customer: \"initech\", card: masked, comment:");
        assertThat(clipboard().lines().filter(line -> !variables.contains(line)))
                .containsExactlyElementsOf("""
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
                        """.lines().toList());

        browser.find("#copy-all").click();
        browser.until(() -> clipboard().contains("Full thread dump") ? true : null);
        assertThat(clipboard().lines().filter(line -> line.startsWith("\""))).hasSize(37);
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
}
