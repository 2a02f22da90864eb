package io.github.threadreporter.enrich.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PackageDeclarationTest {

    private static boolean matches(String file, String packageName, String text) {
        return PackageDeclaration.matches(text, new SourceKey(packageName, file, ""));
    }

    static Stream<Arguments> declared() {
        return Stream.of(
                Arguments.of("A.java", "com.acme", "package com.acme;\nclass A {}"),
                Arguments.of("A.java", "com.acme", "/* package wrong; */ // package bad;\r\n  package com . acme ;"),
                Arguments.of("A.java", "com.acme", "/*/*/package com.acme;"),
                Arguments.of("A.java", "com.acme", "/**/package/* here */com.acme;"),
                Arguments.of("A.java", "", "import java.util.List; class A { String s = \"package com.acme;\"; }"),
                Arguments.of("A.java", "", ""),
                Arguments.of("package-info.java", "com.acme", "@Doc(\"a ) \\\" b\") @NullMarked\npackage com.acme;"),
                Arguments.of("A.groovy", "com.acme", "#!/usr/bin/env groovy\npackage com.acme\nclass A {}"),
                Arguments.of("A.kt", "com.acme", "@file:JvmName(\"A\")\n@file:[One Two(\"x\")]\n\npackage com.acme\n"),
                Arguments.of("A.kt", "com.acme", "/* outer /* inner */ package wrong */\npackage com.acme"),
                Arguments.of("A.kt", "com.in.acme", "package com.`in`.acme"),
                Arguments.of("A.scala", "com.acme.orders", "package com.acme\npackage orders\nclass A"),
                Arguments.of(
                        "A.scala", "com.acme.orders", "package com.acme {\n import x.Y\n package orders { class A } }"),
                Arguments.of("package.scala", "com.acme.orders", "package com.acme\npackage object orders { }"),
                Arguments.of("A.scala", "com.acme", "package com.acme:\n  class A"));
    }

    @ParameterizedTest
    @MethodSource("declared")
    void package_isRead(String file, String packageName, String text) {
        assertThat(matches(file, packageName, text)).isTrue();
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of("A.java", "com.acme", "package com.other;"),
                Arguments.of("A.java", "com.acme", "package com.acme.sub;"),
                Arguments.of("A.java", "com.acme.sub", "package com.acme;"),
                Arguments.of("A.java", "com.acme", "class A {}"),
                Arguments.of("A.java", "", "package com.acme;"),
                Arguments.of("A.java", "com.acme", "packages com.acme;"),
                Arguments.of("A.java", "com.acme", "/* package com.acme;"),
                Arguments.of("A.kt", "com.acme", "package com.`acme"),
                Arguments.of("A.kt", "com.acme.orders", "package com.acme\npackage orders"),
                Arguments.of("A.scala", "com.acme", "package com.acme\npackage orders"),
                Arguments.of("A.scala", "com.acme", "class A"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void otherPackage_isTold(String file, String packageName, String text) {
        assertThat(matches(file, packageName, text)).isFalse();
    }

    @Property(tries = 2_000)
    void anyText_isReadToTheEndWithoutError(@ForAll @CharRange(from = '!', to = '~') String text) {
        // Whatever came before, a declaration that nothing can be mistaken for is not found in a file without it.
        String head = text.replace("package", "");
        assertThat(matches("A.java", "com.acme", "@A(" + head)).isFalse();
        assertThat(matches("A.scala", "com.acme", "/*" + head)).isFalse();
        assertThat(matches("A.kt", "com.acme", "package `" + head)).isFalse();
    }
}
