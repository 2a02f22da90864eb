package io.github.threadreporter.receiver;

import static io.github.threadreporter.receiver.Envelopes.CAPTURE;
import static io.github.threadreporter.receiver.Envelopes.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What threads were working on: the variables in their frames. */
class PageVariablesTest extends PageTestCase {

    private static final String CULPRIT = "#frame-0 .frame-body > .vars";

    @Test
    void variables_standInTheirFrameInOrder_withSmallObjectsInLine() {
        deadlock(HERE);

        assertThat(browser.texts(CULPRIT + " > div > dt")).containsExactly("this", "order", "line", "shelf", "wanted");
        List<String> values = browser.texts(CULPRIT + " > div > dd");
        assertThat(values.get(1)).isEqualTo("Order@77aa01b9 {id: \"4713\", customer: \"initech\", quantity: 12, …}");
        assertThat(values.get(3)).contains("reservations: ArrayDeque 12 of 5,000 items [");
        assertThat(values.get(4)).isEqualTo("12");
        assertThat(browser.texts("#frame-1 .frame-body > .vars > div > dt"))
                .containsExactly("this", "request", "order");
    }

    @Test
    void object_opensLevelByLevel_andACycleIsSaid() {
        deadlock(HERE);

        open("order");
        assertThat(browser.texts(CULPRIT + " > div:nth-child(2) > dd > details > .vars > div > dt"))
                .containsExactly("id", "customer", "quantity", "lines", "status", "note");
        open("order", "lines");
        open("order", "lines", "0");

        assertThat(row("order", "lines", "0", "order").getText())
                .contains("Order@77aa01b9 shown above: it leads back to itself");
        assertThat(row("order", "lines", "0", "order").findElements(By.tagName("details")))
                .isEmpty();
    }

    @Test
    void object_opensWithTheKeyboard() {
        deadlock(HERE);
        WebElement summary = row("order").findElement(By.tagName("summary"));

        browser.run("arguments[0].focus()", summary);
        summary.sendKeys(Keys.ENTER);

        assertThat(row("order", "customer").getText()).contains("\"initech\"");
        assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
    }

    @Test
    void whatIsNotThere_isSaidInItsPlace() {
        deadlock(HERE);

        open("shelf");
        open("shelf", "reservations");
        assertThat(row("shelf", "reservations").getText()).contains("and 4,988 items more, not in this capture");
        open("this");
        open("this", "shelves");
        assertThat(row("this", "shelves", "coffee-250g").getText())
                .contains("Shelf not read: deeper than variableDepth=4");
        open("this", "warehouse");
        WebElement masked = row("this", "warehouse", "apiToken").findElement(By.className("v-masked"));
        assertThat(masked.getText()).isEqualTo("masked");
        assertThat(masked.getAttribute("title")).isEqualTo("Masked by the redaction rule “name”");
        assertThat(browser.text("#frame-2 p.v-note"))
                .isEqualTo(
                        "Not all variables are here: the class file of com.acme.orders.work.OrderDesk is not what the"
                                + " JVM runs");
        assertThat(browser.text("#frame-1 .frame-body > .vars")).contains("card: masked");
    }

    @Test
    void cutText_tellsHowMuch_andOpensToWhatThereIs() {
        String shown = "line 1\n" + "x".repeat(1_000);
        capture(variables -> {
            variable(variables, "body").putObject("value").put("text", shown).put("cut", 1);
            ((ObjectNode) variables.path(0)).withObject("value").put("type", "java.lang.StringBuilder");
        });

        WebElement value = row("body");
        assertThat(value.getText()).contains("line 1\\nxxx").contains("… +1 char StringBuilder");
        open("body");
        assertThat(value.findElement(By.className("v-whole")).getText()).isEqualTo(shown);
    }

    @Test
    void hugeObject_comesInParts() {
        client.capture(EVENT, CAPTURE, BigDumps.deadlock(dump -> {
            int index = dump.path("objects").size();
            ArrayNode members = object(dump, "com.acme.Huge", "items");
            for (int i = 0; i < 20_000; i++) {
                members.addObject()
                        .put("name", Integer.toString(i))
                        .putObject("value")
                        .put("object", index);
            }
            variable(clear(dump), "huge").putObject("value").put("object", index);
        }));
        browser.go(receiver.pageAddress(), HERE);

        assertThat(row("huge").getText()).startsWith("huge\nHuge 20,000 items [Huge (shown above), ");
        open("huge");
        assertThat(row("huge").findElements(By.cssSelector("dt"))).hasSize(101);
        WebElement more = row("huge").findElement(By.tagName("button"));
        assertThat(more.getText()).isEqualTo("Show 100 more of 19,900");
        more.click();
        assertThat(row("huge").findElements(By.cssSelector("dt"))).hasSize(201);
        assertThat(browser.number("return document.querySelectorAll('*').length"))
                .isLessThan(2_500);
    }

    /** Each object has two references to the next: 2^40 ways lead to the last one. */
    @Test
    void objectsThatShareOthers_areShownWithoutGoingEveryWay() {
        client.capture(EVENT, CAPTURE, BigDumps.deadlock(dump -> {
            int first = dump.path("objects").size();
            for (int i = 0; i < 40; i++) {
                ArrayNode members = object(dump, "com.acme.Node", "fields");
                for (String side : List.of("left", "right")) {
                    members.addObject().put("name", side).putObject("value").put("object", first + (i + 1) % 40);
                }
            }
            variable(clear(dump), "root").putObject("value").put("object", first);
        }));
        browser.go(receiver.pageAddress(), HERE);

        browser.find("#filter").sendKeys("nowhere");
        browser.awaitText("#found", "0 of 37");
        browser.look(1000, 1400, "light", "print");
        browser.awaitText("#paper", "root = Node");
        assertThat(browser.all("#stack details.value[open]").size()).isBetween(100, 300);
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void threadsAtOnePlace_areComparedByWhatTheyWorkOn() {
        deadlock(HERE + "/thread/36");
        browser.awaitText("#stack h2", "order-worker-4");

        assertThat(browser.text(".by-thread")).startsWith("6 threads with this stack\nWhat differs in Stock.reserve");
        assertThat(browser.texts(".by-thread th[scope=col]")).containsExactly("Thread", "wanted", "order", "line");
        List<String> rows = browser.texts(".by-thread tbody tr");
        assertThat(rows).hasSize(6);
        assertThat(rows.get(3)).contains("order-worker-5", "{id: \"4715\", customer: \"umbrella\", …}");
        assertThat(browser.text(".by-thread tr[aria-current]")).startsWith("order-worker-4 30");

        browser.find(".row .expand").click();
        browser.awaitText(".row-link.member .row-vars", "wanted: 5, order: Order@77aa0226 {id: \"4716\", customer:");
    }

    @Test
    void comparedThreads_areShownInParts() {
        client.capture(EVENT, CAPTURE, BigDumps.deadlock(dump -> {
            ArrayNode threads = (ArrayNode) dump.path("threads");
            ArrayNode members = (ArrayNode) dump.path("groups").path(2).path("threads");
            for (int i = 0; i < 500; i++) {
                ObjectNode more = thread(dump, 33).deepCopy();
                threads.add(more.put("id", 9_000 + i).put("name", "more-" + i));
                variable(more.putArray("variables").addObject().put("depth", 0).putArray("variables"), "orderId")
                        .put("value", "order-" + i);
                members.add(9_000 + i);
            }
        }));
        browser.go(receiver.pageAddress(), HERE + "/thread/9003");
        browser.awaitText("#stack h2", "more-3");

        assertThat(browser.all(".by-thread tbody tr").size()).isLessThan(50);
        browser.find(".by-thread button").click();
        browser.awaitText(".by-thread td", "\"order-3\"");
        assertThat(browser.all(".by-thread tbody tr").size()).isBetween(50, 60);
        assertThat(browser.text(".by-thread button")).startsWith("Show 50 more of 4");
    }

    @Test
    void filter_findsValues() {
        deadlock(HERE);

        browser.find("#filter").sendKeys("bell");
        browser.awaitText("#found", "2 of 37");
        assertThat(browser.texts(".row .names")).containsExactly("order-worker-3", "cancellations");

        browser.find("#filter").sendKeys(Keys.ESCAPE);
        browser.find("#filter").sendKeys("customer hooli");
        browser.awaitText("#found", "1 of 37");
        assertThat(browser.text(".row .names")).isEqualTo("order-worker-6");
    }

    @Test
    void eventWithoutADump_showsItsVariables() {
        client.post(
                Envelopes.of(EVENT).event(new String(Envelopes.resource("whole-event.json"), StandardCharsets.UTF_8)));
        browser.go(receiver.pageAddress(), HERE);
        browser.awaitText("#stack h2", "order-worker-3");

        assertThat(browser.texts(CULPRIT + " > div")).anyMatch(row -> row.equals("wanted\n12"));
        assertThat(row("order").getText())
                .contains("Order@77aa01 6 of 9 fields {id: order-17, customer: Ada, card: masked,");
        assertThat(row("this").getText()).isEqualTo("this\nStock@1f2e3d 2 fields");
        open("order");
        assertThat(row("order", "lines").getText()).contains("2 of 5,000 items");
        assertThat(row("order", "note").getText()).contains("Leave it at", "+512 chars");
        assertThat(row("order", "service").getText()).contains("OrderService@10ff described elsewhere");
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void damagedVariables_doNotKeepThePageFromShowingTheRest() {
        client.capture(EVENT, CAPTURE, BigDumps.deadlock(dump -> {
            ArrayNode variables = clear(dump);
            variable(variables, "outside").putObject("value").put("object", 1 << 30);
            variable(variables, "odd").putObject("value").put("object", "length");
            variable(variables, "empty").putObject("value");
            variable(variables, "array").putArray("value").add(1);
            variable(variables, "none");
            variables.add(7).addNull();
            ((ArrayNode) dump.path("objects")).addNull().add("x").addObject().put("members", 3);
            ((ObjectNode) dump.path("threads").path(3)).put("variables", "text");
            ((ArrayNode) dump.path("threads").path(5).path("variables"))
                    .addNull()
                    .addObject()
                    .put("depth", 999);
        }));
        browser.go(receiver.pageAddress(), HERE);
        browser.find("#filter").sendKeys("nowhere");
        browser.awaitText("#found", "0 of 37");

        assertThat(browser.texts(CULPRIT + " > div > dd"))
                .startsWith(
                        "not read: this page does not know it",
                        "not read: this page does not know it",
                        "not read: this page does not know it",
                        "not read: this page does not know it",
                        "not read: this page does not know it");
        assertThat(browser.console()).isEmpty();
    }

    /** The culprit with these variables in its newest frame, and no others. */
    private void capture(Consumer<ArrayNode> variables) {
        client.capture(EVENT, CAPTURE, BigDumps.deadlock(dump -> variables.accept(clear(dump))));
        browser.go(receiver.pageAddress(), HERE);
    }

    private static ArrayNode clear(ObjectNode dump) {
        ArrayNode frames = thread(dump, 35).putArray("variables");
        return frames.addObject().put("depth", 0).putArray("variables");
    }

    private static ObjectNode thread(ObjectNode dump, int id) {
        for (var thread : dump.path("threads")) {
            if (thread.path("id").asInt() == id) {
                return (ObjectNode) thread;
            }
        }
        throw new AssertionError("no thread " + id);
    }

    private static ObjectNode variable(ArrayNode variables, String name) {
        return variables.addObject().put("name", name).put("kind", "local");
    }

    private static ArrayNode object(ObjectNode dump, String type, String shape) {
        return ((ArrayNode) dump.path("objects"))
                .addObject()
                .put("type", type)
                .put("shape", shape)
                .putArray("members");
    }

    private static WebElement row(String... path) {
        return browser.until(() -> (WebElement) browser.run("""
                let list = document.querySelector(arguments[0].frame);
                let row = null;
                for (const name of arguments[0].path) {
                  row = list && [...list.children].find(one => one.firstChild.textContent === name);
                  list = row && row.querySelector('.vars');
                }
                return row || null;
                """, Map.of("frame", CULPRIT, "path", List.of(path))));
    }

    private static void open(String... path) {
        row(path).findElement(By.tagName("summary")).click();
    }
}
