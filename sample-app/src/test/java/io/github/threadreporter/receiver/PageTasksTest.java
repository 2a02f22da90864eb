package io.github.threadreporter.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Wait;
import io.github.threadreporter.model.WaitGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Tasks, pools and who waits for whom on the page. */
class PageTasksTest extends BrowserCase {

    @TempDir
    Path folder;

    @AfterEach
    void saysNothing() {
        assertThat(browser.console()).isEmpty();
    }

    private void open(ThreadDump dump) throws IOException {
        browser.go(Reports.file(folder, dump).toUri(), "");
        browser.find("#stack h2");
    }

    @Test
    void chain_isToldStepByStepAndMarkedInTheGraph() throws IOException {
        open(TaskReports.hanging());

        assertThat(browser.texts(".chain li"))
                .containsExactly(
                        "http-1 waits for future CompletableFuture@f1 for 41 s, with a time limit, due from load order 42",
                        "load order 42 coroutine waits for connection pool orders for 40.1 s, lent to any one of 2:"
                                + " payments-1 (taken in Orders.save(Orders.java:44)), payments-2",
                        "payments-1 is RUNNABLE at Counter.count:31");
        assertThat(browser.all(".graph .node.chain")).hasSize(5);
        assertThat(browser.all(".graph .edge.chain")).hasSize(4);
        assertThat(browser.texts(".graph .task-node")).anyMatch(text -> text.contains("coroutine, suspended"));
        assertThat(browser.texts(".graph .node")).anyMatch(text -> text.contains("cannot tell who"));
        assertThat(browser.texts(".graph .node"))
                .as("the other borrower")
                .anyMatch(text -> text.contains("payments-2"));
        assertThat(browser.texts(".graph .node"))
                .as("alike are one")
                .filteredOn(text -> text.contains("Refresh.run"))
                .singleElement()
                .asString()
                .contains("and 39 more");
    }

    @Test
    void tasks_areRowsWithWhatTheyWaitFor() throws IOException {
        open(TaskReports.hanging());

        assertThat(browser.text("#task-total")).isEqualTo("43 tasks");
        assertThat(browser.texts(".row").get(1))
                .contains("In the way", "load order 42", "suspended", "connection pool");
        assertThat(browser.texts(".row"))
                .anyMatch(row -> row.contains("Job") && row.contains("Refresh.run and 39 more") && row.contains("×40"));
        browser.find("#filter").sendKeys("order-117");
        browser.awaitText("#found", "1 of 48");
        assertThat(browser.texts(".row .names")).containsExactly("Refresh.run");
        browser.find("#filter").sendKeys(Keys.ESCAPE);
        browser.find("#filter").sendKeys("hikaripool");
        browser.awaitText("#found", "1 of 48");
        assertThat(browser.texts(".row .names")).containsExactly("load order 42");
    }

    @Test
    void task_isShownLikeAThread() throws IOException {
        open(TaskReports.hanging());

        browser.find("#tasks .task-tree .task-tree a").click();
        browser.awaitText("#stack h2", "load order 42");

        assertThat(browser.text("#stack .facts")).contains("coroutine", "com.acme.Load@c1", "part of serve order 42");
        assertThat(browser.text("#stack .wait-line")).contains("waits for connection pool orders for 40.1 s");
        assertThat(browser.text("#stack .context")).contains("dispatcher", "Dispatchers.IO");
        assertThat(browser.text("#stack .source .here")).contains("58", "run();");
        assertThat(browser.text("#stack .vars")).contains("orderId", "order-42");
        assertThat(browser.text("#stack .created")).contains("com.acme.OrderEndpoint.get", "OrderEndpoint.java:20");
        browser.driver.navigate().refresh();
        browser.awaitText("#stack h2", "load order 42");

        browser.find("#stack .facts a").click();
        browser.awaitText("#stack h2", "serve order 42");
        browser.driver.navigate().back();
        browser.awaitText("#stack h2", "load order 42");
        browser.find("#stack .wait-line a").click();
        browser.awaitText("#stack h2", "payments-1");
    }

    @Test
    void tree_showsWhatBelongsToWhatAndWhoRunsIt() throws IOException {
        open(TaskReports.hanging());

        assertThat(browser.texts("#tasks > .task-tree > li > details > summary"))
                .singleElement()
                .asString()
                .contains("serve order 42", "coroutine, suspended", "2 children");
        assertThat(browser.texts("#tasks .task-tree .task-tree > li"))
                .hasSize(2)
                .anyMatch(line -> line.contains("load order 42") && line.contains("\"order-42\""))
                .anyMatch(line -> line.contains("pack order 43 coroutine, running by dispatcher-1"));
        browser.run("return location.hash = location.hash.split('/thread')[0] + '/thread/45'");
        browser.awaitText("#stack h2", "dispatcher-1");
        assertThat(browser.text("#stack .also")).isEqualTo("Runs coroutine pack order 43");
    }

    @Test
    void pools_showUsersSizesAndWhatIsQueued() throws IOException {
        open(TaskReports.hanging());

        List<String> pools = browser.texts("#pools .pool");
        assertThat(pools).hasSize(2);
        assertThat(pools.get(0))
                .contains("orders", "2 of at most 2", "Lent to", "payments-1 (taken in Orders.save(Orders.java:44))");
        assertThat(pools.get(1)).contains("refresh", "Served by", "refresh-1", "40 waiting in its queue", "order-100");
        assertThat(browser.all("#pools .pool-queue li")).hasSize(10);
        browser.run("document.querySelector('#pools .pool-queue + button').click()");
        assertThat(browser.all("#pools .pool-queue li")).hasSize(20);
        assertThat(browser.text("#pools .pool-queue + button")).isEqualTo("Show 10 more of 20");
    }

    @Test
    void deadlock_isARingOfThreadsTasksAndWhatTheyWaitFor() throws IOException {
        open(TaskReports.poolDeadlock());

        assertThat(browser.all(".graph .thread-node.cycle")).hasSize(2);
        assertThat(browser.all(".graph .task-node.cycle")).hasSize(2);
        assertThat(browser.all(".graph .lock-node.cycle")).hasSize(3);
        assertThat(browser.texts(".graph .mark")).containsExactly("deadlock");
        assertThat(browser.texts(".row .role")).containsExactly("Culprit", "Deadlock", "Deadlock", "Deadlock");
        assertThat(browser.text("#stack .wait-line")).contains("Deadlock", "waits for future FutureTask@a1");
    }

    @Test
    void hundredThousandTasks_keepThePageSmall() throws IOException {
        open(TaskReports.many(100_000));

        browser.awaitText("#task-total", "100,000 tasks");
        assertThat(browser.texts(".graph .node")).hasSize(5);
        assertThat(browser.texts("#tasks .task-tree .task-tree > li")).hasSize(3);
        assertThat(browser.number("return document.querySelectorAll('*').length"))
                .isLessThan(1_500);
        browser.find("#filter").sendKeys("load@54321");
        browser.awaitText("#found", "1 of 100,001");
    }

    @Test
    void hostileText_staysText() throws IOException {
        String evil = "<img src=x onerror=window.ran=1>";
        LockRef ref = new LockRef(evil, "1");
        Task task = Task.of(evil, TaskKind.JOB, evil, evil).withPool(ref).withFacts(Map.of(evil, evil));
        Resource pool = new Resource(
                ref,
                Resource.Kind.EXECUTOR,
                evil,
                List.of(new Resource.Holder(Node.task(evil), evil), new Resource.Holder(Node.thread(9), "")),
                Resource.Need.ALL,
                evil,
                Map.of(evil, evil));
        open(Reports.look('a', 0, List.of(Reports.running(7, "runs", 3)))
                .withTasks(List.of(task))
                .withWaits(new WaitGraph(List.of(pool), List.of(new Wait(Node.thread(7), ref, false, null))))
                .withAnalysis(new Analysis(
                        List.of(), List.of(), 7L, Headline.of("%s", evil), List.of(Node.thread(7), Node.task(evil)))));

        assertThat(browser.all("img")).isEmpty();
        assertThat(browser.text("#pools h3")).contains(evil);
        assertThat(browser.text(".chain")).contains(evil, "cannot tell");
        assertThat(browser.run("return window.ran === undefined")).isEqualTo(true);
    }

    @Test
    void narrowScreenPaperAndBothSchemes_areReadable() throws IOException {
        for (String scheme : List.of("light", "dark")) {
            browser.look(360, 740, scheme, "");
            open(TaskReports.hanging());
            assertThat(browser.number("return document.documentElement.scrollWidth"))
                    .isEqualTo(browser.number("return document.documentElement.clientWidth"));
            browser.look(1440, 1000, scheme, "");
            open(TaskReports.hanging());
            assertThat(browser.contrastFailures()).as(scheme).isEmpty();
            open(TaskReports.poolDeadlock());
            assertThat(browser.contrastFailures()).as(scheme).isEmpty();
        }
        browser.look(1000, 1400, "dark", "print");
        browser.awaitText("#paper h3", "Culprit: orders-1");
        assertThat(browser.find("#pools").isDisplayed()).isTrue();
        assertThat(browser.contrastFailures()).isEmpty();
        browser.look(1440, 1000, "light", "");
    }
}
