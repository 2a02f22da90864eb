package io.github.threadreporter.collect.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Variable.Kind;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableNamesTest {

    @ParameterizedTest
    @CsvSource({
        "count, count",
        "this, this",
        "this$0, this$0",
        "a$b, a$b",
        "$, $",
        "$1, $1",
        "$this$apply, this@apply",
        "$this$apply_u24lambda_u240, this@apply",
        "$this$apply_u24lambda_u242_u24lambda_u241, this@apply",
        "$this$writer_u24default, this@writer",
        "$this$map$iv, this@map",
        "$this$map$iv$iv, this@map",
        "$this_withIndex, this@withIndex",
        "$this$, $this$",
        "$this, this",
        "$self, this",
        "$static$self, static$self",
        "this_$iv, this@inlined",
        "this_$iv$iv, this@inlined",
        "'this_\\1', this@inlined",
        "this_, this_",
        "$customer, customer",
        "$receiver, receiver",
        "val$customer, customer",
        "$enum$name, name",
        "$enum$ordinal, ordinal",
        "it$iv, it",
        "$iv, iv",
        "'it\\1', it",
        "'element\\3\\12', element",
        "it_u24lambda_u240, it",
        "price_u24in, price$in",
        "$v$c$kotlin-UIntArray$-$this$sum$0, this@sum",
        "$v$c$kotlin-UIntArray$-$this$lastIndex$0$iv, this@lastIndex",
        "$v$c$kotlin-ULongArray$-other$0, other",
        "$v$c$broken, v$c$broken",
        "'$dstr$key$value', '(key, value)'",
    })
    void variable_isNamedAsInTheSource(String raw, String readable) {
        assertThat(ReadableNames.variable(raw)).isEqualTo(readable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$i$f$forEach",
                "$i$f$forEach$iv",
                "$i$a$-let-Place$pay$1",
                "$i$f$map\\1\\25",
                "<unused var>",
                "<unused var>$iv"
            })
    void whatTheCompilerMadeUp_isNoVariable(String raw) {
        assertThat(ReadableNames.variable(raw)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "place, place",
        "<init>, <init>",
        "lambda$place$3, lambda in place",
        "lambda$place$7f3a1c2b$1, lambda in place",
        "lambda$new$0, lambda in constructor",
        "lambda$static$0, lambda in static initializer",
        "lambda$null$4, lambda in lambda",
        "lambda$odd$name$0, lambda in odd$name",
        "place$lambda$3, lambda in place",
        "place$lambda-3, lambda in place",
        "place$lambda$3$lambda$1, lambda in place",
        "place$lambda$3$0, lambda in place",
        "_init_$lambda$0, lambda in constructor",
        "lambda$, lambda$",
        "lambda$0, lambda$0",
        "$lambda$0, $lambda$0",
        "place$lambda$x, place$lambda$x",
    })
    void method_isNamedAsInTheSource(String raw, String readable) {
        assertThat(ReadableNames.method(raw)).isEqualTo(readable);
    }

    @Test
    void nameOfTheSource_goesBeforeOneMadeOut() {
        assertThat(readable("x$iv", "$y", "x", "y$iv")).containsExactly("x$iv", "y", "x", "y$iv");
    }

    @Test
    void marksOfInlinedCode_areLeftOut() {
        assertThat(readable("a", "$i$f$map", "b$iv")).containsExactly("a", "b");
    }

    @Property
    void variables_neverShareAReadableName(
            @ForAll
                    List<@StringLength(max = 8) @Chars({'$', 'i', 'v', 'x', 't', 'h', 's', '_', '\\', '1'}) String>
                            raw) {
        List<String> distinct = raw.stream().distinct().toList();

        assertThat(readable(distinct.toArray(String[]::new))).doesNotHaveDuplicates();
    }

    private static List<String> readable(String... raw) {
        List<LocalName> variables = new ArrayList<>();
        for (int i = 0; i < raw.length; i++) {
            variables.add(new LocalName(i, raw[i], "I", Kind.LOCAL));
        }
        return ReadableNames.of(variables).stream().map(LocalName::name).toList();
    }
}
