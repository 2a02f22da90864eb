package io.github.threadreporter.collect.classfile;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables that contradict themselves, and files made to take long. */
class HostileClassFileTest {

    private final ClassFileBuilder file = new ClassFileBuilder();

    private ClassFacts facts() throws UnreadableClassFile {
        return ClassFileParser.parse(file.build(), "A");
    }

    private List<String> namesAt(int bci, String descriptor) throws UnreadableClassFile {
        return facts().method("m", descriptor).orElseThrow().at(bci).stream()
                .map(LocalName::name)
                .toList();
    }

    @Test
    void nestedScopesOfOneSlot_giveTheNarrowest() throws UnreadableClassFile {
        file.method("m", "()V", file.variables(0, 4, 1, "wide", 1, 2, 1, "narrow", 1, 2, 1, "again", 0, 4, 0, "zero"));

        assertThat(namesAt(0, "()V")).containsExactly("zero", "wide");
        assertThat(namesAt(1, "()V")).containsExactly("zero", "narrow");
        assertThat(namesAt(2, "()V")).containsExactly("zero", "narrow");
        assertThat(namesAt(3, "()V")).containsExactly("zero", "wide");
    }

    @Test
    void severalTables_countTogether() throws UnreadableClassFile {
        file.method("m", "()V", file.variables(0, 4, 0, "a"), file.variables(0, 4, 1, "b"));

        assertThat(namesAt(0, "()V")).containsExactly("a", "b");
    }

    @Test
    void scopesOutsideOfTheMethod_areLeftOut() throws UnreadableClassFile {
        file.method(
                "m",
                "()V",
                file.variables(
                        0, 5, 0, "late", 0xffff, 0xffff, 1, "later", 0, 4, 4, "beside", 0, 4, 2, "", 0, 4, 3, "ok"));

        assertThat(namesAt(0, "()V")).containsExactly("ok");
    }

    @Test
    void emptyScope_isNowhere() throws UnreadableClassFile {
        file.method("m", "()V", file.variables(1, 0, 0, "none"));

        assertThat(namesAt(1, "()V")).isEmpty();
    }

    @Test
    void endlessName_isLeftOut() throws UnreadableClassFile {
        file.method("m", "()V", file.variables(0, 4, 0, "x".repeat(257), 0, 4, 1, "y".repeat(256)));

        assertThat(namesAt(0, "()V")).containsExactly("y".repeat(256));
    }

    @Test
    void nameThatIsNotAscii_isDecoded() throws UnreadableClassFile {
        file.method("m", "()V", file.variables(0, 4, 0, "größe", 0, 4, 1, "数量", 0, 4, 2, "\0😀"));

        assertThat(namesAt(0, "()V")).containsExactly("größe", "数量", "\0😀");
    }

    @Test
    void parameterWhoseSlotIsNamedLater_keepsItsNameAtTheBegin() throws UnreadableClassFile {
        file.method("m", "(I)V", file.variables(0, 1, 0, "given", 1, 3, 0, "other"));

        assertThat(facts().method("m", "(I)V").orElseThrow().parameters().get(0).name())
                .isEqualTo("given");
        assertThat(namesAt(2, "(I)V")).containsExactly("other");
    }

    @Test
    void annotationsNestedWithoutEnd_areALack() {
        int at = file.text("LSecret;");
        file.with("RuntimeVisibleAnnotations", out -> {
            out.writeShort(1);
            out.writeShort(at);
            out.writeShort(1);
            out.writeShort(at);
            for (int i = 0; i < 1_000_000; i++) {
                out.writeByte('[');
                out.writeShort(1);
            }
        });

        assertThatThrownBy(this::facts).isInstanceOf(UnreadableClassFile.class).hasMessageContaining("too deep");
    }

    @Test
    void sizesBeyondTheFile_areALack() {
        file.with("RuntimeVisibleAnnotations", out -> out.writeShort(0xffff));

        assertThatThrownBy(this::facts).isInstanceOf(UnreadableClassFile.class).hasMessageContaining("too early");
    }

    @Test
    void descriptorsThatAreNone_areALack() {
        for (String descriptor :
                List.of("", "(", "(I", "I", "(X)V", "([", "([)V", "(Lx)V", "(" + "J".repeat(128) + ")V")) {
            ClassFileBuilder one = new ClassFileBuilder().method("m", descriptor);
            assertThatThrownBy(() -> ClassFileParser.parse(one.build(), "A"))
                    .as(descriptor)
                    .isInstanceOf(UnreadableClassFile.class);
        }
    }

    @Test
    void manyMethodsOfALongDescriptor_takeNoLongerThanTheFileIsLarge() {
        String descriptor = "(" + ("L" + "x".repeat(200) + ";").repeat(255) + ")V";
        for (int i = 0; i < 40_000; i++) {
            file.method("m" + i % 20_000, descriptor);
        }
        byte[] bytes = file.build();

        ClassFacts facts = assertTimeoutPreemptively(ofSeconds(60), () -> ClassFileParser.parse(bytes, "A"));

        assertThat(facts.method("m7", descriptor)).isPresent();
        assertThat(facts.bytes()).isLessThan(16L * bytes.length);
    }

    @Test
    void manyVariables_areALack() {
        Object[] lines = new Object[4 * 0xffff];
        for (int i = 0; i < lines.length; i += 4) {
            lines[i] = 0;
            lines[i + 1] = 4;
            lines[i + 2] = 0;
            lines[i + 3] = "x";
        }
        file.method("m", "()V", file.variables(lines), file.variables(0, 4, 1, "y"));

        assertThatThrownBy(this::facts).isInstanceOf(UnreadableClassFile.class).hasMessageContaining("65535");
    }
}
