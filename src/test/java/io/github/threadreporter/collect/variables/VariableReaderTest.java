package io.github.threadreporter.collect.variables;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.internal.jvmti.NativeBuild;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.VariableScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import kotlin.sequences.SequencesKt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a look at this JVM shows of variables, and what it says where it shows none. */
class VariableReaderTest {

    private static final String SOURCE = """
            class Source {
                @interface Confidential {}
                @Confidential record Pin(int digits) {}
                record Card(@Confidential String number, String owner) {}

                static void run(Runnable inside) {
                    new Source().order("order-17", new int[] {1}, inside);
                }

                private void order(String id, int[] counts, Runnable inside) {
                    { String before = id + "-before"; System.identityHashCode(before); }
                    String after = id + "-after";
                    Pin pin = new Pin(4711);
                    Card card = new Card("1234", "Ann");
                    inside.run();
                    String later = id + "-later";
                    System.identityHashCode(after + later + counts.length + pin + card);
                }
            }
            """;

    @TempDir
    private Path folder;

    @BeforeAll
    static void library() {
        NativeBuild.assumeThere();
    }

    @Test
    void withDebugInformation_variablesHaveTheirNames_thatAreInScope() throws Exception {
        try (Victim victim = new Victim(SourceClasses.java(folder, SOURCE, "-g"))) {
            Map<String, String> variables =
                    victim.variables(Victim.reader(Victim.LIMITS).build(), "order");

            assertThat(variables.keySet()).containsExactly("this", "id", "counts", "inside", "after", "pin", "card");
            assertThat(variables)
                    .contains(entry("id", "order-17"), entry("after", "order-17-after"), entry("counts", "int[]"));
        }
    }

    @Test
    void withoutDebugInformation_parametersAreNamedByPosition_andTheRestIsSaidToBeMissing() throws Exception {
        try (Victim victim = new Victim(SourceClasses.java(folder, SOURCE, "-g:none"))) {
            VariableReader reader = Victim.reader(Victim.LIMITS).build();

            assertThat(victim.variables(reader, "order"))
                    .containsOnlyKeys("this", "arg0", "arg1", "arg2")
                    .containsEntry("arg0", "order-17");
            assertThat(victim.frame(reader, "order").missing())
                    .isEqualTo("only parameters: compiled without names of variables (javac -g)");
        }
    }

    @Test
    void namesOfParametersAlone_areUsed() throws Exception {
        try (Victim victim = new Victim(SourceClasses.java(folder, SOURCE, "-g:none", "-parameters"))) {
            assertThat(victim.variables(Victim.reader(Victim.LIMITS).build(), "order"))
                    .containsOnlyKeys("this", "id", "counts", "inside");
        }
    }

    @Test
    void annotationsThatHide_areHonoured() throws Exception {
        try (Victim victim = new Victim(SourceClasses.java(folder, SOURCE, "-g"))) {
            FrameVariables frame = victim.frame(Victim.reader(Victim.LIMITS).build(), "order");

            assertThat(value(frame, "pin")).isEqualTo(new Value.Masked("annotation"));
            assertThat(((Value.Structure) value(frame, "card")).members())
                    .containsExactly(
                            new Value.Member("number", new Value.Masked("annotation")),
                            new Value.Member("owner", new Value.Text("java.lang.String", "Ann", 0)));

            FrameVariables open = victim.frame(
                    Victim.reader(Victim.LIMITS)
                            .hidingAnnotations(Set.of("Other"))
                            .build(),
                    "order");
            assertThat(value(open, "pin")).isInstanceOf(Value.Structure.class);
        }
    }

    private static Value value(FrameVariables frame, String name) {
        return frame.variables().stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @Test
    void groovy_hasItsNames() throws Exception {
        Consumer<Runnable> groovy = SourceClasses.groovy(folder, """
                class Source {
                    static void run(Runnable inside) {
                        order('order-18', inside)
                    }

                    static int order(String id, Runnable inside) {
                        def prices = [1, 2]
                        inside.run()
                        id.length() + prices.size()
                    }
                }
                """);
        try (Victim victim = new Victim(groovy)) {
            assertThat(victim.variables(Victim.reader(Victim.LIMITS).build(), "order"))
                    .containsEntry("id", "order-18")
                    .containsEntry("prices", "java.util.ArrayList");
        }
    }

    /** A function of Kotlin's own library, compiled by Kotlin, that asks a sequence of ours for its items. */
    @Test
    void kotlin_hasItsNames_readable() {
        try (Victim victim = new Victim(inside -> {
            List<String> items = new ArrayList<>();
            SequencesKt.toCollection(
                    () -> new Iterator<String>() {
                        private boolean asked;

                        @Override
                        public boolean hasNext() {
                            if (!asked) {
                                inside.run();
                            }
                            return !asked;
                        }

                        @Override
                        public String next() {
                            asked = true;
                            return "item";
                        }
                    },
                    items);
        })) {
            assertThat(victim.variables(Victim.reader(Victim.LIMITS).build(), "toCollection"))
                    .containsKeys("this@toCollection", "destination")
                    .containsEntry("destination", "java.util.ArrayList");
        }
    }

    @Test
    void switchedOff_showsNothing_andMissesNothing() throws Exception {
        try (Victim victim = new Victim(SourceClasses.java(folder, SOURCE, "-g"))) {
            ThreadDump dump = victim.look(VariableReader.off(Victim.LIMITS));

            assertThat(victim.find(dump).variables()).isEmpty();
            assertThat(dump.account().missing()).extracting(Missing::what).doesNotContain(VariableLook.WHAT);
        }
    }

    @Test
    void withoutTheLibrary_itSaysWhy() throws Exception {
        try (Victim victim = new Victim(SourceClasses.java(folder, SOURCE, "-g"))) {
            ThreadDump dump = victim.look(VariableReader.builder(
                            Jdk.probe(), new Jvmti.Loading(null, "no library for this machine"), Victim.LIMITS)
                    .build());

            assertThat(victim.find(dump).variables()).isEmpty();
            assertThat(dump.account().missing())
                    .contains(new Missing(VariableLook.WHAT, "no library for this machine", ""));
        }
    }

    @Test
    void pauseAboveTheBudget_isNotTaken_andSaysSo() throws Exception {
        try (Victim victim = new Victim(SourceClasses.java(folder, SOURCE, "-g"))) {
            CaptureLimits limits =
                    CaptureLimits.builder().variablePauseMillis(0).build();
            ThreadDump dump = victim.look(Victim.reader(limits).build());

            assertThat(victim.find(dump).variables()).isEmpty();
            assertThat(dump.account().missing())
                    .filteredOn(missing -> missing.what().equals(VariableLook.WHAT))
                    .singleElement()
                    .satisfies(missing -> assertThat(missing.why())
                            .matches("finding them would pause the JVM for about [0-9]+ ms \\([0-9]+ frames\\),"
                                    + " above variablePauseMillis=0"));
        }
    }

    @Test
    void framesOutsideOfTheScope_showNone() throws Exception {
        try (Victim victim = new Victim(SourceClasses.java(folder, SOURCE, "-g"))) {
            VariableReader inApp = Victim.reader(Victim.LIMITS)
                    .inApp(frame -> frame.className().equals("Source"))
                    .build();
            assertThat(victim.find(victim.look(inApp)).variables())
                    .extracting(FrameVariables::depth)
                    .hasSize(2);

            VariableReader all = Victim.reader(Victim.LIMITS)
                    .inApp(frame -> frame.className().equals("Source"))
                    .scope(VariableScope.ALL)
                    .build();
            assertThat(victim.find(victim.look(all)).variables()).hasSizeGreaterThan(4);
        }
    }

    @Test
    void objectsOverTheirLimit_areCounted() throws Exception {
        try (Victim victim = new Victim(SourceClasses.java(folder, SOURCE, "-g"))) {
            CaptureLimits limits = CaptureLimits.builder()
                    .variablePauseMillis(60_000)
                    .variableObjects(16)
                    .build();
            ThreadDump dump =
                    victim.look(Victim.reader(limits).scope(VariableScope.ALL).build());

            assertThat(dump.account().cuts()).extracting(Cut::limit).contains("variableObjects=16");
        }
    }
}
