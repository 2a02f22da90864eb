package io.github.threadreporter.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Incident;
import io.github.threadreporter.model.Moment;
import io.github.threadreporter.model.SourceContext;
import io.github.threadreporter.model.Story;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page with its data inside, opened from a file: there is no receiver, and nothing is served. */
class PageReportTest extends BrowserCase {

    private static final String LATEST = "#/capture/" + "a".repeat(32);

    @TempDir
    Path folder;

    private URI file;

    private void open(String hash, ThreadDump... captures) throws IOException {
        file = Reports.file(folder, captures).toUri();
        browser.go(file, hash);
        browser.find("#stack h2");
    }

    @Test
    void file_answersWithoutAClick() throws IOException {
        open("", Reports.deadlock());

        assertThat(browser.text("h1")).startsWith("Deadlock of 2 threads: worker-3 waits for com.acme.Shelf@1f2e3d");
        assertThat(browser.text(".capture-facts")).contains("manual", "orders-1 · pid 4711", "17.0.15+6", "8 ms");
        assertThat(browser.text("#stack h2")).isEqualTo("worker-3");
        assertThat(browser.text("#stack .source .here")).contains("88", "take();");
        assertThat(browser.text("#stack .vars")).contains("order", "order-17", "wanted", "12");
        assertThat(browser.all(".graph .thread-node.cycle")).hasSize(2);
        assertThat(browser.texts(".row").get(2)).contains("http-0, -1 and 3 more", "×5");
        assertThat(browser.driver.getTitle())
                .startsWith("Deadlock of 2 threads: worker-3 waits for")
                .contains(" · Main pid 4711 on orders-1 · ");
        assertThat(browser.find("#captures").isDisplayed()).isFalse();
        assertThat(browser.find("#files").isDisplayed()).isFalse();
        assertThat(browser.text("main")).doesNotContain("This file is being opened");
    }

    @Test
    void story_isToldBesideTheThreads() throws IOException {
        Instant now = Reports.START.plusSeconds(60);
        Incident incident = new Incident(
                "b".repeat(32),
                "deadlock",
                Incident.State.CONTINUING,
                now,
                Duration.ofSeconds(125),
                2,
                Map.of("cpu", 3));
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            moments.add(new Moment(
                    now.plusSeconds(i),
                    Map.of(Thread.State.RUNNABLE, 3, Thread.State.BLOCKED, i),
                    10 * i,
                    i,
                    List.of("<b>worker-" + i + "</b> came to Shelf.take(Shelf.java:88)")));
        }
        History history = new History(now, 90, Map.of(33L, Duration.ofSeconds(41)), Map.of(), moments);
        open("", Reports.deadlock().withStory(new Story(incident, history)));

        assertThat(browser.text("#incident")).contains("deadlock", "continuing for 2 min 5 s", "event 2", "3 captures");
        assertThat(browser.texts(".row").get(0)).contains("worker-3", "41 s");
        assertThat(browser.text("#stack .facts")).contains("stands there for 41 s");
        assertThat(browser.text("#before h2")).isEqualTo("What went before");
        assertThat(browser.all("#before .before-chart g")).hasSize(9);
        assertThat(browser.all("#before .before-chart [data-state=BLOCKED]")).hasSize(8);
        assertThat(browser.all("#before .before-line")).hasSize(2);
        assertThat(browser.text("#before .before-key")).contains("CPU, at most 80 %", "GC, at most 8 %");
        assertThat(browser.texts("#before > .moments > li")).hasSize(6);
        assertThat(browser.texts("#before > .moments > li").get(0))
                .contains("<b>worker-8</b> came to Shelf.take(Shelf.java:88)");
        assertThat(browser.text("#before summary")).isEqualTo("3 earlier moments");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void captureWithoutStory_saysNothingOfIt() throws IOException {
        open("", Reports.deadlock());

        assertThat(browser.find("#before").isDisplayed()).isFalse();
        assertThat(browser.all("#incident, .stood")).isEmpty();
    }

    @Test
    void noRequest_leavesTheFile_andThePolicyIsKept() throws IOException {
        open("", Reports.deadlock());
        browser.find(".row .expand").click();
        browser.find("body").sendKeys("jjj");
        browser.run("TR.openAll(document.getElementById('stack'), 100)");

        assertThat(browser.requests())
                .filteredOn(address -> !address.startsWith("data:"))
                .filteredOn(address -> !address.equals("about:blank"))
                .containsExactly(file.toString());
        assertThat(browser.run("return performance.getEntriesByType('resource').filter(e =>"
                        + " !e.name.startsWith('data:')).length"))
                .isEqualTo(0L);
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void policy_stopsWhatIsNotOfTheFile() throws IOException {
        open("", Reports.deadlock());
        browser.run("window.broken = []; document.addEventListener('securitypolicyviolation', e =>"
                + " window.broken.push(e.effectiveDirective))");

        browser.run(
                "const s = document.createElement('img'); s.src = 'http://127.0.0.1:9/x.png'; document.body.append(s);"
                        + "const f = document.createElement('iframe'); f.src = 'http://127.0.0.1:9/'; document.body.append(f);"
                        + "fetch('http://127.0.0.1:9/').catch(() => {}); fetch(location.href).catch(() => {});"
                        + "try { document.body.insertAdjacentHTML('beforeend', '<b>x</b>') } catch (refused) { }"
                        + "try { const i = document.createElement('script'); i.textContent = 'window.ran = 1';"
                        + "document.body.append(i) } catch (refused) { }");

        browser.until(() -> browser.number("return window.broken.length") >= 6 ? true : null);
        assertThat((List<?>) browser.run("return window.broken.sort()"))
                .map(String::valueOf)
                .contains("connect-src", "frame-src", "img-src", "require-trusted-types-for");
        assertThat(browser.run("return window.ran === undefined")).isEqualTo(true);
    }

    @Test
    void hostileText_isShownAsText() throws IOException {
        String evil = "</script><img src=x onerror=\"window.ran=1\"><!--\u2028";
        String shown = evil.replace("\u2028", "").strip();
        Frame frame = new Frame(evil, evil, evil, 3, evil, true, null)
                .withSource(new SourceContext(List.of(evil), evil, List.of(evil)));
        CapturedThread thread = CapturedThread.builder(7, evil)
                .group(evil)
                .stack(Reports.stack(frame))
                .variables(List.of(new FrameVariables(
                        0,
                        List.of(
                                new Variable(evil, Variable.Kind.LOCAL, new Value.Text("java.lang.String", evil, 0)),
                                new Variable(evil, Variable.Kind.LOCAL, new Value.Unread(evil, evil))),
                        evil)))
                .build();

        open("", headline(evil, Reports.look('a', 0, List.of(thread))), Reports.look('b', -5, List.of(thread)));

        assertThat(browser.text("#stack h2").strip()).isEqualTo(shown);
        assertThat(browser.text(".row .names").strip()).isEqualTo(shown);
        assertThat(browser.text("#stack .source .here")).contains(shown);
        assertThat(browser.text("#frame-0 .v-unread")).contains("not read: " + shown);
        assertThat(browser.text("h1")).contains(shown);
        assertThat(browser.driver.getTitle()).contains(shown);
        assertThat(browser.all("img, iframe, object, embed")).isEmpty();
        assertThat(browser.all("script")).hasSize(4);
        assertThat(browser.run("return window.ran === undefined")).isEqualTo(true);
        assertThat(browser.console()).isEmpty();
    }

    private static ThreadDump headline(String text, ThreadDump dump) {
        Analysis found = dump.analysis();
        return dump.withAnalysis(
                new Analysis(found.groups(), found.deadlocks(), found.culpritId(), Headline.of("%s", text)));
    }

    @Test
    void severalCaptures_areListed_andTellWhatMoved() throws IOException {
        ThreadDump last = Reports.deadlock();
        List<CapturedThread> before = new ArrayList<>(last.threads());
        before.removeIf(thread -> thread.id() == 60);
        before.replaceAll(thread -> thread.id() == 61 ? Reports.running(61, "counter-1", 99) : thread);
        before.add(Reports.running(90, "counter-9", 9));

        open("", last, Reports.look('b', -60, before), Reports.look('d', -120, last.threads()));
        browser.awaitText("#changes", "stand where they stood");

        assertThat(browser.texts(".capture-link"))
                .hasSize(3)
                .allMatch(text -> text.contains("Deadlock of 2 threads: worker-3"));
        assertThat(browser.find(".capture-link").getAttribute("aria-current")).isEqualTo("page");
        assertThat(browser.text("#changes"))
                .contains("Compared with 2 earlier captures", "4 of 6 groups at work stand where they stood")
                .contains("1 group moved, 1 thread started and 1 ended");
        assertThat(browser.texts(".row"))
                .filteredOn(row -> row.contains("moved"))
                .singleElement()
                .asString()
                .contains("counter-1");
        assertThat(browser.texts(".row .since")).hasSize(4);
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void earlierCapture_opensByItsLink_andBackLeadsToTheLast() throws IOException {
        ThreadDump last = Reports.deadlock();
        open("", last, Reports.look('b', -60, List.of(Reports.running(60, "counter-0", 10))));

        browser.all(".capture-link").get(1).click();
        browser.awaitText(".total", "1 thread");
        assertThat(browser.text("#stack h2")).isEqualTo("counter-0");

        browser.driver.navigate().refresh();
        browser.awaitText(".total", "1 thread");
        browser.driver.navigate().back();
        browser.awaitText(".total", "12 threads");
    }

    @Test
    void keyboardFilterAndLinks_keepThePlace() throws IOException {
        open("", Reports.deadlock());
        assertThat(browser.run("return location.hash")).isEqualTo(LATEST);

        browser.find("body").sendKeys("j");
        browser.awaitText("#stack h2", "worker-7");
        browser.find("body").sendKeys("k");
        browser.awaitText("#stack h2", "worker-3");
        browser.find("#stack .wait-line a").click();
        browser.awaitText("#stack h2", "worker-7");
        browser.find("#frame-1 .anchor").click();
        browser.until(() -> browser.all("#frame-1.target").isEmpty() ? null : true);
        browser.driver.navigate().refresh();
        browser.awaitText("#stack h2", "worker-7");
        assertThat(browser.all("#frame-1.target")).hasSize(1);
        assertThat(browser.run("return location.hash")).isEqualTo(LATEST + "/thread/37/frame/1");
        browser.driver.navigate().back();
        browser.driver.navigate().back();
        browser.awaitText("#stack h2", "worker-3");

        browser.find("body").sendKeys("/order-22");
        browser.awaitText("#found", "1 of 12");
        assertThat(browser.texts(".row .names")).containsExactly("http-2");
        browser.find("#filter").sendKeys(Keys.ESCAPE);
        browser.until(() -> browser.text("#found").isEmpty() ? true : null);
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void copyAsText_works() throws IOException {
        open("", Reports.deadlock());
        browser.run("navigator.clipboard.writeText = async text => { window.copied = text; }");

        browser.find("#copy-thread").click();

        browser.until(() -> browser.run("return window.copied || null"));
        assertThat(browser.run("return window.copied"))
                .asString()
                .startsWith("\"worker-3\" #33")
                .contains("\tat com.acme.Shelf.take(Shelf.java:88)", "\t    wanted = 12");
    }

    @Test
    void narrowScreen_hasNoSidewaysScrolling() throws IOException {
        browser.look(360, 740, "dark", "");
        open("", Reports.deadlock(), Reports.look('b', -60, List.of(Reports.running(60, "counter-0", 10))));
        browser.awaitText("#changes", "stand where they stood");

        assertThat(browser.number("return document.documentElement.scrollWidth"))
                .isEqualTo(browser.number("return document.documentElement.clientWidth"))
                .isLessThanOrEqualTo(360);
    }

    @Test
    void manyThreads_keepThePageSmall() throws IOException {
        open("", Reports.many(5_000, 100_000));
        browser.awaitText(".total", "105,000 threads");
        String nodes = "return document.querySelectorAll('*').length";
        assertThat(browser.number(nodes)).isLessThan(1_500);

        browser.run("document.querySelector('.scroller').scrollTop = 1e9");
        browser.awaitText(".row .names", "job-4999");
        browser.find("#filter").sendKeys("#1054321");
        browser.awaitText("#found", "1 of 105,000");
        assertThat(browser.number(nodes)).isLessThan(1_500);
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void captureThatIsNotInTheFile_isSaid() throws IOException {
        file = Reports.file(folder, Reports.deadlock()).toUri();
        browser.go(file, "#/capture/%3Cimg%20src=x%3E");

        browser.awaitText("h1", "This capture cannot be shown");
        browser.awaitText("#head", "it is not in this file");
        assertThat(browser.all("img")).isEmpty();
    }

    @Test
    void fileThatIsNotComplete_saysWhatItIsAboutAndThatItIsNot() throws IOException {
        Path whole = Reports.file(folder, Reports.deadlock());
        String page = Files.readString(whole);
        Files.writeString(whole, page.substring(0, page.indexOf("\"threads\":")));

        browser.go(whole.toUri(), "");

        assertThat(browser.text("h1")).startsWith("Deadlock of 2 threads: worker-3 waits for");
        assertThat(browser.text("#head p")).contains("the file is not complete");
    }
}
