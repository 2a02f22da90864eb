package io.github.threadreporter.collect.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Variable.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Code runs and says where it is; the names there are those that the source has in scope. */
class ScopesTest {

    private static final String SPOT = "io.github.threadreporter.collect.classfile.Spots.at";

    /** Names by slot at each {@code at("label")} of a body of {@code static void run()}. */
    private static Map<String, List<LocalName>> run(String body) throws ReflectiveOperationException {
        return runClass("class Sample { static void run() throws Exception { " + body + " } }");
    }

    private static Map<String, List<LocalName>> runClass(String source) throws ReflectiveOperationException {
        CompiledClasses classes = CompiledClasses.of(
                "import java.util.*; import java.util.function.*;" + source.replace("at(", SPOT + "("), "-g");
        classes.run("Sample");
        return Spots.seen(classes);
    }

    private static List<String> names(List<LocalName> variables) {
        return variables.stream().map(LocalName::name).toList();
    }

    @Test
    void loop_namesItsVariablesInsideOnly() throws ReflectiveOperationException {
        var seen = run("for (int i = 0; i < 2; i++) { String word = \"\"; at(\"in\"); }"
                + "for (String each : List.of(\"x\")) { at(\"each\"); } at(\"after\");");

        assertThat(names(seen.get("in"))).containsExactly("i", "word");
        assertThat(names(seen.get("each"))).containsExactly("each");
        assertThat(seen.get("after")).isEmpty();
    }

    @Test
    void slotOfTwoVariables_hasTheNameOfTheOneInScope() throws ReflectiveOperationException {
        var seen = run("{ int first = 1; at(\"first\"); } { String second = \"\"; at(\"second\"); }");

        assertThat(seen.get("first")).containsExactly(new LocalName(0, "first", "I", Kind.LOCAL));
        assertThat(seen.get("second")).containsExactly(new LocalName(0, "second", "Ljava/lang/String;", Kind.LOCAL));
    }

    @Test
    void variable_isNotInScopeWhileItsValueIsWorkedOut() throws ReflectiveOperationException {
        var seen = runClass(
                "class Sample { static int value() { return 1; }"
                        + "static void run() { int a = ask(); at(\"after\"); } static int ask() { at(\"asked\"); return 1; } }");

        assertThat(seen.get("asked")).isEmpty();
        assertThat(names(seen.get("after"))).containsExactly("a");
    }

    @Test
    void tryCatchFinally_namesWhatEachPartSees() throws ReflectiveOperationException {
        var seen = run("int before = 0; try { int tried = 1; at(\"try\"); throw new Exception(\"x\"); }"
                + " catch (Exception e) { at(\"catch\"); } finally { int last = 2; at(\"finally\"); }");

        assertThat(names(seen.get("try"))).containsExactly("before", "tried");
        assertThat(names(seen.get("catch"))).containsExactly("before", "e");
        assertThat(names(seen.get("finally"))).contains("before", "last").doesNotContain("e", "tried");
    }

    @Test
    void tryWithResources_namesTheResource() throws ReflectiveOperationException {
        var seen = run("try (java.io.StringReader reader = new java.io.StringReader(\"\")) { at(\"try\"); }");

        assertThat(names(seen.get("try"))).containsExactly("reader");
    }

    @Test
    void switches_nameTheVariablesOfTheirCase() throws ReflectiveOperationException {
        var seen =
                run("for (String s : List.of(\"a\", \"b\")) { switch (s) { case \"a\": int one = 1; at(\"a\"); break;"
                        + " default: String two = s; at(\"b\"); } int r = switch (s) { case \"a\" -> { long x = 1; at(\"x\");"
                        + " yield 1; } default -> 2; }; at(\"r\"); }");

        assertThat(names(seen.get("a"))).containsExactly("s", "one");
        assertThat(names(seen.get("b"))).contains("s", "two").doesNotContain("one");
        assertThat(names(seen.get("x"))).containsExactly("s", "x");
        assertThat(names(seen.get("r"))).containsExactly("s", "r");
    }

    @Test
    void patternOfInstanceof_isNamedWhereItMatched() throws ReflectiveOperationException {
        var seen = run("Object o = \"text\"; if (o instanceof String text && !text.isEmpty()) { at(\"in\"); }");

        assertThat(names(seen.get("in"))).containsExactly("o", "text");
    }

    @Test
    void longAndDouble_takeTwoSlots() throws ReflectiveOperationException {
        var seen = runClass("class Sample { static void run() { new Sample().wide(1L, 2, 3.0, \"s\"); }"
                + "void wide(long a, int b, double c, String d) { double e = 4; byte f = 5; at(\"in\"); } }");

        assertThat(seen.get("in"))
                .containsExactly(
                        new LocalName(0, "this", "LSample;", Kind.RECEIVER),
                        new LocalName(1, "a", "J", Kind.PARAMETER),
                        new LocalName(3, "b", "I", Kind.PARAMETER),
                        new LocalName(4, "c", "D", Kind.PARAMETER),
                        new LocalName(6, "d", "Ljava/lang/String;", Kind.PARAMETER),
                        new LocalName(7, "e", "D", Kind.LOCAL),
                        new LocalName(9, "f", "B", Kind.LOCAL));
    }

    @Test
    void lambdas_haveWhatTheyCapturedAsParameters() throws ReflectiveOperationException {
        var seen = runClass("class Sample { int field; static void run() { new Sample().go(\"p\"); }"
                + "void go(String outer) { int mid = 1; Consumer<String> c = in -> { long own = 2; Runnable r = () -> {"
                + " at(\"inner\"); field += mid + (int) own + in.length() + outer.length(); }; r.run(); at(\"outer\"); };"
                + " c.accept(\"x\"); at(\"method\"); } }");

        assertThat(names(seen.get("outer"))).containsExactly("this", "mid", "outer", "in", "own", "r");
        assertThat(names(seen.get("inner"))).containsExactly("this", "mid", "own", "in", "outer");
        assertThat(seen.get("inner").get(2).kind()).isEqualTo(Kind.PARAMETER);
        assertThat(names(seen.get("method"))).containsExactly("this", "outer", "mid", "c");
    }

    @Test
    void lambdaWithoutThis_hasNoReceiver() throws ReflectiveOperationException {
        var seen = run("String x = \"\"; Runnable r = () -> { at(\"in\"); x.length(); }; r.run();");

        assertThat(seen.get("in")).containsExactly(new LocalName(0, "x", "Ljava/lang/String;", Kind.PARAMETER));
    }

    @Test
    void constructors_haveReceiverAndParameters() throws ReflectiveOperationException {
        var seen = runClass("class Sample { class Inner { Inner(int a) { at(\"inner\"); } }"
                + "static void run() { int seen = 1; new Sample().new Inner(2);"
                + " class Local { final int b; Local(int b) { this.b = b + seen; at(\"local\"); } } new Local(3); } }");

        assertThat(names(seen.get("inner"))).containsExactly("this", "this$0", "a");
        assertThat(names(seen.get("local"))).startsWith("this", "b");
    }

    @Test
    void records_nameTheirComponents() throws ReflectiveOperationException {
        var seen = runClass(
                "class Sample { record Point(int x, long y) { Point { at(\"compact\"); }"
                        + " long sum() { long s = x + y; at(\"sum\"); return s; } } static void run() { new Point(1, 2).sum(); } }");

        assertThat(names(seen.get("compact"))).containsExactly("this", "x", "y");
        assertThat(names(seen.get("sum"))).containsExactly("this", "s");
    }

    @Test
    void enums_nameTheirDeclaredParameters() throws ReflectiveOperationException {
        var seen = runClass("class Sample { enum Color { RED(5); final int depth;"
                + " Color(int depth) { this.depth = depth; at(\"new\"); } } static void run() { Color.RED.name(); } }");

        assertThat(names(seen.get("new"))).containsExactly("this", "arg0", "arg1", "depth");
    }

    @Test
    void varargs_areOneParameter() throws ReflectiveOperationException {
        var seen = runClass("class Sample { static void run() { many(\"a\", 1, 2); }"
                + "static void many(String first, int... rest) { at(\"in\"); } }");

        assertThat(seen.get("in"))
                .containsExactly(
                        new LocalName(0, "first", "Ljava/lang/String;", Kind.PARAMETER),
                        new LocalName(1, "rest", "[I", Kind.PARAMETER));
    }

    @Test
    void anonymousClass_hasItsOwnReceiver() throws ReflectiveOperationException {
        var seen = run("int captured = 7; new Object() { void go(int a) { at(\"in\"); int b = captured; } }.go(1);");

        assertThat(names(seen.get("in"))).containsExactly("this", "a");
        assertThat(seen.get("in").get(0).descriptor()).isEqualTo("LSample$1;");
    }

    @Test
    void indexOutsideTheMethod_hasNoVariables() {
        MethodFacts method =
                CompiledClasses.of("class A { void m(int a) { } }", "-g").method("A", "m", "(I)V");

        assertThat(names(method.at(0))).containsExactly("this", "a");
        assertThat(method.at(-1)).isEmpty();
        assertThat(method.at(1)).isEmpty();
    }

    @Test
    void methodsWithoutCode_areNotKnown() {
        ClassFacts facts = CompiledClasses.of(
                        "abstract class A { abstract void a(); native void n(); void m() { } }", "-g")
                .facts("A");

        assertThat(facts.lack()).isEmpty();
        assertThat(facts.method("a", "()V")).isEmpty();
        assertThat(facts.method("n", "()V")).isEmpty();
        assertThat(facts.method("m", "()V")).isPresent();
        assertThat(facts.method("m", "()I")).isEmpty();
    }
}
