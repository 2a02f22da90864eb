package io.github.threadreporter.collect.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Variable.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebugInformationTest {

    private static final String SOURCE =
            "class A { int add(long count, String name) { int sum = name.length(); return sum + (int) count; }"
                    + " static void none() { } enum E { X } class Inner { } }";

    private static MethodFacts add(String... options) {
        return CompiledClasses.of(SOURCE, options).method("A", "add", "(JLjava/lang/String;)I");
    }

    private static List<String> names(List<LocalName> variables) {
        return variables.stream().map(LocalName::name).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-g", "-g:vars", "-g:vars,lines"})
    void debugInformation_namesVariables(String option) {
        MethodFacts add = add(option);

        assertThat(add.hasVariableNames()).isTrue();
        assertThat(names(add.parameters())).containsExactly("this", "count", "name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-g:none", "-g:lines,source", "-Xlint:none"})
    void noDebugInformation_namesParametersByPosition(String option) {
        MethodFacts add = add(option);

        assertThat(add.hasVariableNames()).isFalse();
        assertThat(add.parameters())
                .containsExactly(
                        new LocalName(0, "this", "LA;", Kind.RECEIVER),
                        new LocalName(1, "arg0", "J", Kind.PARAMETER),
                        new LocalName(3, "arg1", "Ljava/lang/String;", Kind.PARAMETER));
        assertThat(add.at(0)).isEqualTo(add.parameters());
    }

    @Test
    void parameterNames_standInForDebugInformation() {
        MethodFacts add = add("-g:none", "-parameters");

        assertThat(add.hasVariableNames()).isFalse();
        assertThat(names(add.at(0))).containsExactly("this", "count", "name");
    }

    @Test
    void parameterNames_tellWhatTheCompilerAdded() {
        CompiledClasses classes = CompiledClasses.of(SOURCE, "-g", "-parameters");

        assertThat(names(classes.method("A$Inner", "<init>", "(LA;)V").at(0))).containsExactly("this", "this$0");
        assertThat(names(classes.method("A$E", "<init>", "(Ljava/lang/String;I)V")
                        .at(0)))
                .containsExactly("this", "name", "ordinal");
    }

    @Test
    void methodWithoutVariables_isNotTakenForOneWithoutNames() {
        MethodFacts none = CompiledClasses.of(SOURCE, "-g").method("A", "none", "()V");

        assertThat(none.hasVariableNames()).isTrue();
        assertThat(none.at(0)).isEmpty();
    }
}
