package io.github.threadreporter.collect.classfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What javap of the JDK reads is what is read here. */
class JavapTest {

    private static final Pattern DESCRIPTOR = Pattern.compile(" {4}descriptor: (\\(.*)");
    private static final Pattern INSTRUCTION = Pattern.compile(" +(\\d+): [a-z]\\w*( .*)?");
    private static final Pattern VARIABLE = Pattern.compile(" +(\\d+) +(\\d+) +(\\d+) +(\\S.*?) +(\\S+)");

    /** One method as javap shows it. */
    private record Shown(
            String type, String method, String descriptor, List<Integer> instructions, List<Scope> scopes) {
        Shown(String type, String method, String descriptor) {
            this(type, method, descriptor, new ArrayList<>(), new ArrayList<>());
        }
    }

    private static final Map<String, byte[]> CLASSES = new TreeMap<>(SampleClasses.some(35));
    private static final Map<String, ClassFacts> FACTS = new TreeMap<>();
    private static List<Shown> methods = List.of();

    @BeforeAll
    static void askJavap(@TempDir Path folder) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-l", "-s", "-p", "-c"));
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, byte[]> each : CLASSES.entrySet()) {
            Path file = folder.resolve(names.size() + ".class");
            Files.write(file, each.getValue());
            arguments.add(file.toString());
            names.add(each.getKey());
        }
        StringWriter out = new StringWriter();
        ToolProvider.findFirst("javap")
                .orElseThrow()
                .run(new PrintWriter(out), new PrintWriter(new StringWriter()), arguments.toArray(String[]::new));
        methods = shown(out.toString(), names);
    }

    private static List<Shown> shown(String text, List<String> names) {
        List<Shown> shown = new ArrayList<>();
        String type = "";
        int types = 0;
        String head = "";
        boolean table = false;
        for (String line : text.split("\n")) {
            Matcher descriptor = DESCRIPTOR.matcher(line);
            Matcher instruction = INSTRUCTION.matcher(line);
            Matcher variable = VARIABLE.matcher(line);
            if (!line.startsWith(" ") && line.endsWith("{")) {
                type = names.get(types++);
            } else if (line.startsWith("  ") && line.endsWith(";") && line.charAt(2) != ' ') {
                head = line;
                table = false;
            } else if (descriptor.matches()) {
                shown.add(new Shown(type, method(head, type), descriptor.group(1)));
            } else if (line.trim().equals("LocalVariableTable:")) {
                table = true;
            } else if (line.trim().endsWith("Table:")) {
                table = false;
            } else if (!shown.isEmpty() && instruction.matches()) {
                shown.get(shown.size() - 1).instructions.add(Integer.parseInt(instruction.group(1)));
            } else if (table && variable.matches()) {
                shown.get(shown.size() - 1)
                        .scopes
                        .add(new Scope(
                                Integer.parseInt(variable.group(1)),
                                Integer.parseInt(variable.group(2)),
                                Integer.parseInt(variable.group(3)),
                                variable.group(4),
                                variable.group(5)));
            }
        }
        return shown;
    }

    private static String method(String head, String type) {
        if (head.trim().startsWith("static {}")) {
            return "<clinit>";
        }
        String before = head.substring(0, head.indexOf('('));
        String name = before.substring(before.lastIndexOf(' ') + 1);
        return name.equals(type.replace('/', '.')) ? "<init>" : name;
    }

    private static MethodFacts facts(Shown method) {
        return FACTS.computeIfAbsent(method.type, JavapTest::parsed)
                .method(method.method, method.descriptor)
                .orElseThrow();
    }

    private static ClassFacts parsed(String type) {
        try {
            return ClassFileParser.parse(CLASSES.get(type), type);
        } catch (UnreadableClassFile e) {
            throw new AssertionError(type, e);
        }
    }

    @Test
    void scopes_areThoseThatJavapShows() {
        List<Shown> withCode =
                methods.stream().filter(m -> !m.instructions.isEmpty()).toList();
        assertThat(withCode).hasSizeGreaterThan(1_000);
        assertThat(withCode.stream().mapToInt(m -> m.scopes.size()).sum()).isGreaterThan(4_000);

        for (Shown method : withCode) {
            assertThat(facts(method).scopes())
                    .as("%s.%s%s", method.type, method.method, method.descriptor)
                    .containsExactlyElementsOf(method.scopes);
        }
    }

    @Test
    void namesAtEachInstruction_areThoseInScope() {
        int checked = 0;
        for (Shown method : methods) {
            if (method.scopes.isEmpty() || method.instructions.isEmpty()) {
                continue;
            }
            MethodFacts facts = facts(method);
            for (int bci : method.instructions) {
                TreeSet<Integer> expected = new TreeSet<>();
                for (Scope scope : method.scopes) {
                    boolean inScope = scope.start() <= bci && bci < scope.start() + scope.length();
                    if (inScope && !ReadableNames.variable(scope.name()).isEmpty()) {
                        expected.add(scope.slot());
                    }
                }
                List<Integer> slots =
                        facts.at(bci).stream().map(LocalName::slot).toList();
                if (!slots.equals(List.copyOf(new TreeSet<>(slots))) || !slots.containsAll(expected)) {
                    fail("%s.%s at %d: %s instead of %s", method.type, method.method, bci, slots, expected);
                }
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(10_000);
    }

    @Test
    void instructions_beginWhereJavapShowsThem() {
        for (Map.Entry<String, byte[]> each : CLASSES.entrySet()) {
            Map<String, byte[]> codes = Codes.of(each.getValue());
            for (Shown method : methods) {
                if (method.type.equals(each.getKey()) && !method.instructions.isEmpty()) {
                    byte[] code = codes.get(method.method + method.descriptor);
                    assertThat(beginnings(code))
                            .as(method.type + "." + method.method)
                            .isEqualTo(method.instructions);
                    assertThat(facts(method).sameCode(code)).isTrue();
                    byte[] other = Arrays.copyOf(code, code.length);
                    other[0] ^= 1;
                    assertThat(facts(method).sameCode(other)).isFalse();
                    assertThat(facts(method).sameCode(Arrays.copyOf(code, code.length + 1)))
                            .isFalse();
                }
            }
        }
    }

    private static List<Integer> beginnings(byte[] code) {
        List<Integer> beginnings = new ArrayList<>();
        for (int at = 0; at < code.length; at += Instructions.length(code, 0, at, code.length)) {
            beginnings.add(at);
            assertThat(Instructions.length(code, 0, at, code.length)).isPositive();
        }
        return beginnings;
    }
}
