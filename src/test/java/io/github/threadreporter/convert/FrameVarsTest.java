package io.github.threadreporter.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Value.Shape;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.model.Variable.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Variables as they stand in a frame, within what the server keeps of them. */
class FrameVarsTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Property(tries = 400)
    void values_areKeptByTheServer(@ForAll long seed, @ForAll @IntRange(min = 64, max = 2_048) int bytes) {
        FrameVariables frame = new RandomDumps(seed).frame(0);
        Map<String, Object> vars = vars(frame, bytes);
        int left = ServerRules.assertVariablesKept(MAPPER.valueToTree(vars), 0, bytes);
        assertThat(left).isNotNegative();
        if (vars.isEmpty()) {
            assertThat(frame.variables()).isEmpty();
            assertThat(frame.missing()).isEmpty();
        }
    }

    @Test
    void order_isReceiverThenParametersThenLocals() {
        assertThat(vars(
                        new FrameVariables(
                                0,
                                List.of(
                                        new Variable("total", Kind.LOCAL, Value.of(7)),
                                        new Variable("b", Kind.PARAMETER, text("x", 0)),
                                        new Variable("this", Kind.RECEIVER, Value.NULL),
                                        new Variable("a", Kind.PARAMETER, new Value.Plain(true))),
                                ""),
                        2_048))
                .containsExactly(entry("this", null), entry("b", "x"), entry("a", true), entry("total", 7L));
    }

    @Test
    void everyKindOfValue_hasItsForm() {
        Value items = new Value.Structure(
                "int[]", "a1", Shape.ITEMS, List.of(new Value.Member("0", new Value.Plain(4))), 5_000);
        Value entries =
                new Value.Structure("java.util.HashMap", "a2", Shape.ENTRIES, List.of(new Value.Member("k", items)), 1);
        Value empty = new Value.Structure("java.lang.Object", "1f", Shape.FIELDS, List.of(), 0);
        Value object = new Value.Structure(
                "com.acme.Order",
                "1f2e",
                Shape.FIELDS,
                List.of(
                        new Value.Member("lock", empty),
                        new Value.Member("list", new Value.Structure("L", "2", Shape.ITEMS, List.of(), 0)),
                        new Value.Member("pin", new Value.Masked("name")),
                        new Value.Member("self", new Value.Reference("com.acme.Order", "1f2e")),
                        new Value.Member("far", new Value.Unread("", "deeper than variableDepth=4")),
                        new Value.Member("ratio", new Value.Plain(1.1f)),
                        new Value.Member("huge", new Value.Plain(1e300))),
                7);
        Map<String, Object> vars = vars(
                new FrameVariables(
                        0,
                        List.of(
                                local("order", object),
                                local("map", entries),
                                local("again", object),
                                local("text", text("abc", 4_096))),
                        "the thread had moved on"),
                2_048);
        assertThat(vars)
                .containsExactly(
                        entry(
                                "order",
                                Map.of(
                                        "(class)", "com.acme.Order@1f2e",
                                        "lock", "java.lang.Object@1f",
                                        "list", "L@2 []",
                                        "pin", "[Filtered]",
                                        "self", "com.acme.Order@1f2e (described elsewhere)",
                                        "far", "<deeper than variableDepth=4>",
                                        "ratio", 1.1,
                                        "huge", "1.0E300")),
                        entry("map", Map.of("k", Arrays.asList(4, "[1 of 5,000]"))),
                        entry("again", "com.acme.Order@1f2e (described elsewhere)"),
                        entry("text", "abc… +4,096 chars"),
                        entry("(missing)", "the thread had moved on"));
        assertThat((Map<?, ?>) vars.get("order"))
                .extracting(map -> map.keySet().iterator().next())
                .isEqualTo("(class)");
    }

    @Test
    void hugeMap_doesNotStarveTheOthers() {
        List<Value.Member> members = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            members.add(new Value.Member("key" + i, text("v".repeat(60), 0)));
        }
        Value map = new Value.Structure("java.util.HashMap", "1", Shape.ENTRIES, members, 1_000);
        Map<String, Object> vars = vars(
                new FrameVariables(0, List.of(local("map", map), local("name", text("n".repeat(200), 0))), ""), 2_048);
        assertThat(vars.get("name")).isEqualTo("n".repeat(200));
        assertThat(MAPPER.valueToTree(vars.get("map")).has("…")).isTrue();
        assertThat((Map<?, ?>) vars.get("map")).hasSizeGreaterThan(20);
        assertThat(ServerRules.assertVariablesKept(MAPPER.valueToTree(vars), 0, 2_048))
                .isLessThan(200);
    }

    @Test
    void moreVariablesThanFit_areCountedAndLocalsGoFirst() {
        List<Variable> variables = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            variables.add(local("v" + i, text("abcdefghijklmnopqrstuvwxyz", 0)));
        }
        variables.add(new Variable("this", Kind.RECEIVER, text("me", 0)));
        FrameVars shown = new FrameVars(new FrameVariables(0, variables, ""), 2_048);
        Map<String, Object> vars = shown.map();
        int left = 301 - (vars.size() - 1);
        assertThat(vars).containsEntry("this", "me").containsEntry("…", left + " variables left out");
        assertThat(shown.cut()).isEqualTo(left);
    }

    @Test
    void nothingToTell_isAnEmptyMap() {
        assertThat(vars(new FrameVariables(0, List.of(), ""), 2_048)).isEmpty();
    }

    @Test
    void deepObjects_endInATextWhereTheServerEnds() {
        Value value = new Value.Plain(1);
        for (int i = 6; i > 0; i--) {
            value = new Value.Structure(
                    "N", Integer.toString(i), Shape.FIELDS, List.of(new Value.Member("next", value)), 1);
        }
        Map<String, Object> vars = vars(new FrameVariables(0, List.of(local("node", value)), ""), 2_048);
        assertThat(MAPPER.valueToTree(vars).at("/node/next/next/next").textValue())
                .isEqualTo("N@4 {1 field}");
    }

    private static Map<String, Object> vars(FrameVariables frame, int bytes) {
        return EventConverter.vars(
                frame, CaptureLimits.builder().variableBytes(bytes).build());
    }

    private static Variable local(String name, Value value) {
        return new Variable(name, Kind.LOCAL, value);
    }

    private static Value text(String text, long cut) {
        return new Value.Text("java.lang.String", text, cut);
    }
}
