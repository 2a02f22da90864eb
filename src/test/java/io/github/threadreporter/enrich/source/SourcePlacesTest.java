package io.github.threadreporter.enrich.source;

import static io.github.threadreporter.enrich.source.SourceFiles.frame;
import static io.github.threadreporter.enrich.source.SourceFiles.jar;
import static io.github.threadreporter.enrich.source.SourceFiles.jdkFrame;
import static io.github.threadreporter.enrich.source.SourceFiles.line;
import static io.github.threadreporter.enrich.source.SourceFiles.numbered;
import static io.github.threadreporter.enrich.source.SourceFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.SourceContext;
import io.github.threadreporter.model.ThreadDump;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One test for each place that sources are found in. */
class SourcePlacesTest {

    private static final Frame STOCK = frame("com.acme.Stock$Shelf", "Stock.java", 20);
    private static final String STOCK_FILE = "com/acme/Stock.java";
    private static final String STOCK_TEXT = numbered("package com.acme;", "Stock");
    private static final String STOCK_LINE = "// line 20 of Stock";

    @TempDir
    Path dir;

    private static SourceLookup withRoots(Path... roots) {
        return SourceLookup.builder().roots(List.of(roots)).build();
    }

    private static SourceLookup withClassPath(Path... entries) {
        return SourceLookup.builder()
                .classPath(Arrays.stream(entries).map(Path::toString).collect(Collectors.joining(File.pathSeparator)))
                .build();
    }

    @Test
    void context_isFiveLinesBeforeAndAfter() {
        write(dir.resolve(STOCK_FILE), STOCK_TEXT);

        SourceContext source = SourceFiles.source(withRoots(dir), STOCK);

        assertThat(source)
                .isEqualTo(new SourceContext(
                        List.of(
                                "// line 15 of Stock",
                                "// line 16 of Stock",
                                "// line 17 of Stock",
                                "// line 18 of Stock",
                                "// line 19 of Stock"),
                        STOCK_LINE,
                        List.of(
                                "// line 21 of Stock",
                                "// line 22 of Stock",
                                "// line 23 of Stock",
                                "// line 24 of Stock",
                                "// line 25 of Stock")));
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.Stock, Stock.java, com/acme/Stock.java, package com.acme;",
        "com.acme.StockKt, Stock.kt, com/acme/Stock.kt, package com.acme",
        "com.acme.orders.Stock, Stock.kt, orders/Stock.kt, package com.acme.orders",
        "com.acme.orders.Stock, Stock.kt, Stock.kt, package com.acme.orders",
        "com.acme.Stock, Stock.groovy, com/acme/Stock.groovy, package com.acme",
        "com.acme.orders.Stock$, Stock.scala, com/acme/orders/Stock.scala, package com.acme.orders",
        "com.acme.orders.Stock, Stock.scala, orders/Stock.scala, package com.acme.orders",
        "Main, Main.java, Main.java, ''",
        "com.acme.Größe, Größe.java, com/acme/Größe.java, package com.acme;",
        "com.acme.Stock$$Lambda/0x00007f1c4c000a00, Stock.java, com/acme/Stock.java, package com.acme;",
    })
    void language_hasItsOwnLayout(String className, String file, String path, String clause) {
        jar(dir.resolve("sources.zip"), path, numbered(clause, file));

        assertThat(line(withRoots(dir.resolve("sources.zip")), frame(className, file, 9)))
                .isEqualTo("// line 9 of " + file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/main/java/com/acme/Stock.java",
                "src/main/kotlin/com/acme/Stock.kt",
                "src/main/kotlin/Stock.kt",
                "src/main/groovy/com/acme/Stock.groovy",
                "src/main/scala/com/acme/Stock.scala",
                "target/generated-sources/annotations/com/acme/Stock.java",
                "target/classes/com/acme/Stock.java",
            })
    void mavenProject_isFoundFromItsClasses(String path) {
        Path file = write(dir.resolve(path), numbered("package com.acme", "Stock"));
        write(dir.resolve("target/classes/app.properties"), "");
        Frame frame = frame("com.acme.Stock", file.getFileName().toString(), 20);

        assertThat(line(withClassPath(dir.resolve("target/classes")), frame)).isEqualTo(STOCK_LINE);
    }

    @ParameterizedTest
    @CsvSource({
        "target/test-classes, src/test/java",
        "target/scala-2.13/classes, src/main/scala",
        "build/classes/java/main, src/main/java",
        "build/classes/kotlin/main, src/main/kotlin",
        "build/classes/java/test, src/test/java",
        "build/classes/java/integrationTest, src/integrationTest/java",
        "build/classes/java/main, build/generated/sources/annotationProcessor/java/main",
        "bin/main, src/main/java",
        "out/production/classes, src/main/java",
        "out/test/classes, src/test/java",
    })
    void outputFolder_leadsToItsSources(String classes, String sources) {
        write(dir.resolve(sources).resolve(STOCK_FILE), STOCK_TEXT);

        assertThat(line(withClassPath(dir.resolve(classes)), STOCK)).isEqualTo(STOCK_LINE);
    }

    @ParameterizedTest
    @CsvSource({
        "lib/stock.jar, lib/stock-sources.jar",
        "com/acme/stock/1.2/stock-1.2.jar, com/acme/stock/1.2/stock-1.2-sources.jar",
        "com/acme/stock/1.2/stock-1.2-linux.jar, com/acme/stock/1.2/stock-1.2-sources.jar",
        "files-2.1/com.acme/stock/1.2/0123456789abcdef0123456789abcdef01234567/stock-1.2.jar,"
                + " files-2.1/com.acme/stock/1.2/89abcdef0123456789abcdef0123456701234567/stock-1.2-sources.jar",
    })
    void sourcesJar_isFoundBesideTheJar(String classes, String sources) {
        jar(dir.resolve(classes), "com/acme/Stock.class", "");
        jar(dir.resolve(sources), STOCK_FILE, STOCK_TEXT);

        assertThat(line(withClassPath(dir.resolve(classes)), STOCK)).isEqualTo(STOCK_LINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BOOT-INF/classes/", "WEB-INF/classes/", "META-INF/sources/"})
    void applicationJar_mayHoldItsSources(String folder) {
        Path app = jar(dir.resolve("app.jar"), Map.of("com/acme/Stock.class", "", folder + STOCK_FILE, STOCK_TEXT));

        assertThat(line(withClassPath(app), STOCK)).isEqualTo(STOCK_LINE);
    }

    @Test
    void multiplatformJar_keepsItsFoldersByPlatform() {
        Path app = jar(
                dir.resolve("flow-sources.jar"),
                Map.of(
                        "commonMain/Stock.kt", numbered("package com.other", "wrong"),
                        "jvmMain/flow/Stock.kt", numbered("package com.acme.flow", "Stock")));

        assertThat(line(withRoots(app), frame("com.acme.flow.Stock", "Stock.kt", 20)))
                .isEqualTo(STOCK_LINE);
    }

    @Test
    void jdkSources_areFoundByModule() {
        jar(
                dir.resolve("lib/src.zip"),
                Map.of("java.base/java/lang/Thread.java", numbered("package java.lang;", "Thread")));
        SourceLookup lookup = SourceLookup.builder().javaHome(dir).build();

        assertThat(line(lookup, jdkFrame("java.lang.Thread", "Thread.java", 30)))
                .isEqualTo("// line 30 of Thread");
        assertThat(line(lookup, frame("java.lang.Thread", "Thread.java", 30))).isNull();
    }

    @Test
    void jdkSources_mayComeFromARoot() {
        Path zip = jar(
                dir.resolve("jdk-sources.zip"),
                Map.of("java.base/java/lang/Thread.java", numbered("package java.lang;", "Thread")));

        assertThat(line(withRoots(zip), jdkFrame("java.lang.Thread", "Thread.java", 30)))
                .isEqualTo("// line 30 of Thread");
    }

    @Test
    void missingJdkSources_areReportedWithARemedy() {
        SourceLookup lookup = SourceLookup.builder().javaHome(dir).build();

        ThreadDump dump = lookup.apply(SourceFiles.dump(
                jdkFrame("java.lang.Thread", "Thread.java", 30), jdkFrame("java.lang.Object", "Object.java", 3)));

        assertThat(dump.account().missing())
                .singleElement()
                .satisfies(missing -> assertThat(missing.what()).isEqualTo("source of 2 classes"))
                .satisfies(missing -> assertThat(missing.why()).contains("lib/src.zip"))
                .satisfies(missing -> assertThat(missing.remedy()).contains("openjdk"));
    }

    @Test
    void manifestClassPath_isFollowedOneLevelDeep() throws IOException {
        write(dir.resolve("project dir/src/main/java").resolve(STOCK_FILE), STOCK_TEXT);
        Files.createDirectories(dir.resolve("project dir/target/classes"));
        jar(dir.resolve("repo/lib-sources.jar"), "org/lib/Pool.java", numbered("package org.lib;", "Pool"));
        jar(dir.resolve("repo/deeper-sources.jar"), "org/deep/Deep.java", numbered("package org.deep;", "Deep"));
        manifestJar(dir.resolve("repo/lib.jar"), "deeper.jar");
        Path booter = manifestJar(
                dir.resolve("surefirebooter.jar"),
                dir.resolve("project dir/target/classes").toUri() + " repo/lib.jar http://elsewhere/x.jar bad%uri");

        SourceLookup lookup = withClassPath(booter);

        assertThat(line(lookup, STOCK)).isEqualTo(STOCK_LINE);
        assertThat(line(lookup, frame("org.lib.Pool", "Pool.java", 7))).isEqualTo("// line 7 of Pool");
        assertThat(line(lookup, frame("org.deep.Deep", "Deep.java", 7))).isNull();
    }

    private static Path manifestJar(Path file, String classPath) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            new JarOutputStream(out, manifest).close();
        }
        return file;
    }

    @Test
    void root_comesBeforeTheClassPath() {
        write(dir.resolve("root").resolve(STOCK_FILE), numbered("package com.acme;", "root"));
        jar(dir.resolve("app.jar"), STOCK_FILE, STOCK_TEXT);
        SourceLookup lookup = SourceLookup.builder()
                .roots(List.of(dir.resolve("root")))
                .classPath(dir.resolve("app.jar").toString())
                .build();

        assertThat(line(lookup, STOCK)).isEqualTo("// line 20 of root");
    }

    @Test
    void missingRoot_isReported() {
        ThreadDump dump = withRoots(dir.resolve("nowhere")).apply(SourceFiles.dump());

        assertThat(dump.account().missing())
                .extracting(Missing::what)
                .containsExactly("source root " + dir.resolve("nowhere"));
    }

    @Test
    void runningJvm_findsTheTestItself() {
        StackTraceElement here = new Throwable().getStackTrace()[0];
        SourceLookup lookup = SourceLookup.ofRunningJvm(CaptureLimits.DEFAULTS, List.of());

        assertThat(line(lookup, Frame.of(here))).contains("new Throwable().getStackTrace()[0]");
    }
}
