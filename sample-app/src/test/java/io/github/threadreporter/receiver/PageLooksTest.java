package io.github.threadreporter.receiver;

import static io.github.threadreporter.receiver.Envelopes.CAPTURE;
import static io.github.threadreporter.receiver.Envelopes.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Small screens, schemes, paper, and captures with very many threads. */
class PageLooksTest extends PageTestCase {

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
        browser.run("TR.openAll(document.getElementById('stack'), 200)");
        browser.until(() -> browser.all("#stack details.value[open]").size() > 50 ? true : null);
        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .isEqualTo(wide);
        assertThat(browser.find("#stack").getLocation().getY())
                .isLessThan(browser.find("#waits").getLocation().getY());
        assertThat(browser.run("return [...document.querySelectorAll('main *')].filter(e => e.checkVisibility()"
                        + " && !e.closest('.graph-scroll, .source, .vars .vars, .offscreen') && e.getBoundingClientRect().right > 361)"
                        + ".map(e => e.className + ' ' + e.textContent).slice(0, 5)"))
                .isEqualTo(List.of());
    }

    @Test
    void textContrast_isEnough_inLightAndDark() {
        for (String scheme : List.of("light", "dark")) {
            browser.look(1440, 1000, scheme, "");
            deadlock(HERE + "/thread/35/frame/1");
            browser.find(".fold").click();
            browser.run("TR.openAll(document.getElementById('stack'), 100)");

            assertThat(browser.contrastFailures()).as(scheme).isEmpty();
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
                .contains("- waiting to lock <0x1f2e3d4c>", "    wanted = 12");
        assertThat(browser.all("#stack details.value[open]")).hasSizeGreaterThan(20);
        assertThat(browser.find("#captures").isDisplayed()).isFalse();
        assertThat(browser.find("#filter").isDisplayed()).isFalse();
        assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(255, 255, 255)");
        assertThat(browser.contrastFailures()).isEmpty();

        browser.look(1440, 1000, "light", "");
        browser.until(() -> browser.all("#paper pre").isEmpty() ? true : null);
        assertThat(browser.all("#stack details.value[open]")).isEmpty();
    }
}
