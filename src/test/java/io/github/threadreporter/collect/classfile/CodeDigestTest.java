package io.github.threadreporter.collect.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CodeDigestTest {

    private static final String METHOD = "int m(Object o) { int a = o.hashCode(); return a + \"x\".length(); }";

    private static byte[] code(String source) {
        return Codes.of(CompiledClasses.of(source).bytes("A")).get("m(Ljava/lang/Object;)I");
    }

    private static boolean same(byte[] one, byte[] other) {
        return CodeDigest.of(one, 0, one.length).matches(other);
    }

    @Test
    void renumberedConstants_doNotMatter() {
        byte[] plain = code("class A { " + METHOD + " }");
        byte[] renumbered =
                code("class A { String b() { return \"more\" + System.getProperty(\"y\"); } " + METHOD + " }");

        assertThat(renumbered).isNotEqualTo(plain);
        assertThat(same(plain, renumbered)).isTrue();
    }

    @Test
    void otherSlots_matter() {
        byte[] one = code("class A { int m(Object o) { int a = 1; int b = 2; return a; } }");
        byte[] other = code("class A { int m(Object o) { int a = 1; int b = 2; return b; } }");

        assertThat(one).hasSameSizeAs(other);
        assertThat(same(one, other)).isFalse();
    }

    @Test
    void codeInTheMiddleOfAFile_isTheSame() {
        byte[] code = code("class A { int m(Object o) { switch (o.hashCode()) { case 1: return 5; case 9: return 6; "
                + "case 1000: return 7; default: return 8; } } }");
        byte[] around = new byte[code.length + 7];
        System.arraycopy(code, 0, around, 3, code.length);

        assertThat(CodeDigest.of(around, 3, code.length).matches(code)).isTrue();
    }

    @Property
    void anyBytes_areTheSameAsThemselvesAndNoOthersOfTheirLength(@ForAll byte[] bytes) {
        assertThat(same(bytes, bytes.clone())).isTrue();
        assertThat(same(bytes, Arrays.copyOf(bytes, bytes.length + 1))).isFalse();
    }
}
