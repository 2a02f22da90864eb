package io.github.threadreporter.collect.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HidingAnnotationsTest {

    private static final String HEAD = "import java.lang.annotation.*; import java.util.List;";

    private static CompiledClasses compile(String annotation, String source, String... options) {
        return CompiledClasses.of(HEAD + annotation + source, options);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SOURCE", "CLASS", "RUNTIME"})
    void field_hasItsAnnotationsWhereTheyAreInTheClassFile(String retention) {
        ClassFacts facts = compile(
                        "@Retention(RetentionPolicy." + retention
                                + ") @interface Secret { String[] value() default {}; }",
                        "@Secret class A { @Secret({\"a\", \"b\"}) @Deprecated String token; int plain; }")
                .facts("A");

        if (retention.equals("SOURCE")) {
            assertThat(facts.annotations()).isEmpty();
            assertThat(facts.annotations("token")).containsExactly("Deprecated");
        } else {
            assertThat(facts.annotations()).containsExactly("Secret");
            assertThat(facts.annotations("token")).containsExactlyInAnyOrder("Secret", "Deprecated");
        }
        assertThat(facts.annotations("plain")).isEmpty();
        assertThat(facts.annotations("absent")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FIELD", "PARAMETER", "RECORD_COMPONENT", "TYPE_USE", "METHOD, ElementType.FIELD"})
    void recordComponent_hidesItsFieldWhateverTheTarget(String target) {
        ClassFacts facts = compile(
                        "@Target({ElementType." + target + "}) @interface Secret { }",
                        "record A(int plain, @Secret String token, long other) { }")
                .facts("A");

        assertThat(facts.annotations("token")).containsExactly("Secret");
        assertThat(facts.annotations("plain")).isEmpty();
        assertThat(facts.annotations("other")).isEmpty();
    }

    @Test
    void annotationInsideOfAType_countsForTheField() {
        ClassFacts facts = compile(
                        "@Target(ElementType.TYPE_USE) @interface Secret { }",
                        "class A { List<@Secret String> tokens; @Secret String[] more; Object o = (@Secret Object) null;"
                                + " <@Secret T> void m() throws @Secret Exception { @Secret int i = 0; } }")
                .facts("A");

        assertThat(facts.annotations("tokens")).containsExactly("Secret");
        assertThat(facts.annotations("more")).containsExactly("Secret");
        assertThat(facts.annotations("o")).isEmpty();
    }

    @Test
    void parameterOfTheConstructor_hidesTheFieldOfItsName() {
        ClassFacts facts = compile(
                        "@Target(ElementType.PARAMETER) @interface Secret { }",
                        "class A { String token; A(int a, @Secret String token) { this.token = token; } }",
                        "-g")
                .facts("A");

        assertThat(facts.annotations("token")).containsExactly("Secret");
    }

    @Test
    void kotlinProperty_hidesItsField() {
        // What kotlinc writes for @property:Secret val password and for a property called isOpen.
        ClassFacts facts = compile(
                        "@interface Secret { }",
                        "class A { String password; boolean isOpen; @Secret static void getPassword$annotations() { }"
                                + " @Secret static void isOpen$annotations() { } @Secret static void $annotations() { } }")
                .facts("A");

        assertThat(facts.annotations("password")).containsExactly("Secret");
        assertThat(facts.annotations("isOpen")).containsExactly("Secret");
    }

    @Test
    void parameters_haveTheirAnnotationsBySlot() {
        MethodFacts method = compile(
                        "@interface Secret { } @Target(ElementType.TYPE_USE) @interface Hidden { }",
                        "class A { void m(long a, @Secret String b, @Hidden int c) { } }")
                .method("A", "m", "(JLjava/lang/String;I)V");

        assertThat(method.annotations(0)).isEmpty();
        assertThat(method.annotations(1)).isEmpty();
        assertThat(method.annotations(3)).containsExactly("Secret");
        assertThat(method.annotations(4)).containsExactly("Hidden");
        assertThat(method.annotations(5)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-g", "-parameters"})
    void parametersBesideTheCompilersOwn_keepTheirAnnotations(String option) {
        String source = "class A { enum E { X(\"\", 1); E(@Secret String b, int c) { } }"
                + " class Inner { Inner(@Secret String b, int c) { } } }";
        CompiledClasses classes = compile("@interface Secret { }", source, option);

        MethodFacts ofEnum = classes.method("A$E", "<init>", "(Ljava/lang/String;ILjava/lang/String;I)V");
        MethodFacts ofInner = classes.method("A$Inner", "<init>", "(LA;Ljava/lang/String;I)V");

        assertThat(ofEnum.annotations(3)).containsExactly("Secret");
        assertThat(ofEnum.annotations(4)).isEmpty();
        assertThat(ofInner.annotations(2)).containsExactly("Secret");
        assertThat(ofInner.annotations(3)).isEmpty();
    }

    @Test
    void nestedAnnotation_hasItsOwnSimpleName() {
        ClassFacts facts =
                compile("", "class A { @interface Secret { } @Secret int a; }").facts("A");

        assertThat(facts.annotations("a")).containsExactly("Secret");
    }
}
