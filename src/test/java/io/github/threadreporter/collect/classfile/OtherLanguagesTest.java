package io.github.threadreporter.collect.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureLimits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.Phases;
import org.codehaus.groovy.tools.GroovyClass;
import org.junit.jupiter.api.Test;

/** What the compilers of Kotlin and Groovy write. */
class OtherLanguagesTest {

    private static List<String> names(List<LocalName> variables) {
        return variables.stream().map(LocalName::name).toList();
    }

    private static MethodFacts kotlin(String type, String method, String descriptor) throws ClassNotFoundException {
        Class<?> loaded = Class.forName(type, false, OtherLanguagesTest.class.getClassLoader());
        ClassFacts facts = new ClassFiles(
                        CaptureLimits.builder().classFileMillis(50_000).build(), System::nanoTime)
                .of(List.of(loaded))
                .get(loaded);
        assertThat(facts.lack()).isEmpty();
        return facts.method(method, descriptor).orElseThrow();
    }

    @Test
    void receiverOfAKotlinExtension_isThisAtItsName() throws ClassNotFoundException {
        MethodFacts copyTo =
                kotlin("kotlin.io.FilesKt__UtilsKt", "copyTo", "(Ljava/io/File;Ljava/io/File;ZI)Ljava/io/File;");

        assertThat(names(copyTo.parameters())).containsExactly("this@copyTo", "target", "overwrite", "bufferSize");
    }

    @Test
    void inlinedKotlin_hasNamesOfTheSourceAndNoMarks() throws ClassNotFoundException {
        MethodFacts method = kotlin("kotlin.io.FilesKt__UtilsKt", "deleteRecursively", "(Ljava/io/File;)Z");

        Scope innermost = method.scopes().stream()
                .filter(scope -> scope.name().startsWith("$i$a$"))
                .findFirst()
                .orElseThrow();

        assertThat(names(method.at(innermost.start())))
                .containsExactlyInAnyOrder(
                        "this@deleteRecursively", "this@fold", "initial", "accumulator", "element", "it", "res");
    }

    @Test
    void groovy_namesVariablesWhileTheyAreThere() {
        Map<String, byte[]> classes = groovy("""
                class Order {
                    int total(List<Integer> prices, int extra = 3) {
                        def sum = extra
                        for (price in prices) { sum += price }
                        def add = { more -> more + sum }
                        add(1)
                    }
                }
                trait Named { String hello(x) { def y = x; "$y" } }
                class Person implements Named { }
                """);
        CompiledClasses loaded = new CompiledClasses(classes);
        MethodFacts total = loaded.method("Order", "total", "(Ljava/util/List;I)I");
        Scope price = total.scopes().stream()
                .filter(scope -> scope.name().equals("price"))
                .findFirst()
                .orElseThrow();

        assertThat(names(total.parameters())).containsExactly("this", "prices", "extra");
        assertThat(names(total.at(price.start()))).contains("this", "prices", "extra", "sum", "price");
        assertThat(names(loaded.method("Named$Trait$Helper", "hello", "(LNamed;Ljava/lang/Object;)Ljava/lang/String;")
                        .parameters()))
                .containsExactly("this", "x");
    }

    private static Map<String, byte[]> groovy(String source) {
        CompilationUnit unit = new CompilationUnit();
        unit.addSource("Sources.groovy", source);
        unit.compile(Phases.CLASS_GENERATION);
        Map<String, byte[]> classes = new HashMap<>();
        for (GroovyClass type : unit.getClasses()) {
            classes.put(type.getName(), type.getBytes());
        }
        return classes;
    }
}
