package io.github.threadreporter.enrich.source;

import static io.github.threadreporter.enrich.source.SourceFiles.dump;
import static io.github.threadreporter.enrich.source.SourceFiles.frame;
import static io.github.threadreporter.enrich.source.SourceFiles.frames;
import static io.github.threadreporter.enrich.source.SourceFiles.jar;
import static io.github.threadreporter.enrich.source.SourceFiles.numbered;
import static io.github.threadreporter.enrich.source.SourceFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Dumps;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a class file, a disk or an archive may hold, and what must not come of it. */
class SourceGuardsTest {

    private static final Frame STOCK = frame("com.acme.Stock", "Stock.java", 20);
    private static final String STOCK_FILE = "com/acme/Stock.java";
    private static final String STOCK_TEXT = numbered("package com.acme;", "Stock");

    @TempDir
    Path dir;

    private ThreadDump apply(Path root, Frame... frames) {
        return SourceLookup.builder().roots(List.of(root)).build().apply(dump(frames));
    }

    /** No source, and this reason for it. */
    private static void assertGap(ThreadDump dump, SourceGap gap) {
        assertThat(frames(dump)).extracting(Frame::source).containsOnlyNulls();
        assertThat(dump.account().missing()).containsExactly(new Missing("source of 1 class", gap.why(), gap.remedy()));
    }

    @ParameterizedTest
    @CsvSource({
        "Main, ../secret.java",
        "Main, ../../etc/passwd",
        "Main, ..",
        "com.acme.Stock, ../../../secret.java",
        "com.acme.Stock, /secret.java",
        "com.acme.Stock, ..\\..\\..\\secret.java",
        "Main, sub/secret.java",
        "......secret, secret.java",
        "com.acme.Stock, 'secret\u0000.java'",
        "com.acme.Stock, C:secret.java",
        ".secret.X, secret.java",
    })
    void nameThatLeadsElsewhere_isNotFollowed(String className, String file) {
        write(dir.resolve("secret.java"), numbered("", "secret"));
        write(dir.resolve("root/sub/secret.java"), numbered("", "secret"));
        CountingDisk disk = new CountingDisk();
        SourceLookup lookup = SourceLookup.builder()
                .roots(List.of(dir.resolve("root")))
                .disk(disk)
                .build();

        ThreadDump dump = lookup.apply(dump(frame(className, file, 20)));

        assertGap(dump, SourceGap.OTHER_LANGUAGE);
        assertThat(disk.files).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"core.clj", "<generated>", "Unknown Source", "Stock", "Stock.class", ".java"})
    void fileOfNoKnownLanguage_isNotLookedFor(String file) {
        assertGap(apply(dir, frame("com.acme.Stock", file, 20)), SourceGap.OTHER_LANGUAGE);
    }

    @Test
    void endlesslyLongName_isRefused() {
        assertGap(apply(dir, frame("a.".repeat(60_000) + "X", "X.java", 20)), SourceGap.OTHER_LANGUAGE);
    }

    @Test
    void sameNameInAnotherPackage_isNotTaken() {
        write(dir.resolve(STOCK_FILE), numbered("package com.other;", "wrong"));

        assertGap(apply(dir, STOCK), SourceGap.WRONG_PACKAGE);
    }

    @Test
    void sameNameInAnotherPackage_doesNotHideTheRightFile() {
        write(dir.resolve("a/Flow.kt"), numbered("package com.other", "wrong"));
        write(dir.resolve("b/flow/Flow.kt"), numbered("package com.acme.flow", "right"));
        SourceLookup lookup = SourceLookup.builder()
                .roots(List.of(dir.resolve("a"), dir.resolve("b")))
                .build();

        ThreadDump dump = lookup.apply(dump(frame("com.acme.flow.FlowKt", "Flow.kt", 20)));

        assertThat(frames(dump).get(0).source())
                .satisfies(source -> assertThat(source.line()).isEqualTo("// line 20 of right"));
        assertThat(dump.account()).isEqualTo(Account.EMPTY);
    }

    @Test
    void lineBeyondTheEnd_isReported() {
        write(dir.resolve(STOCK_FILE), STOCK_TEXT);

        assertGap(apply(dir, frame("com.acme.Stock", "Stock.java", 41)), SourceGap.BEYOND_END);
    }

    @Test
    void classNotFound_isReportedOnceWhateverItsFrames() {
        ThreadDump dump = apply(
                dir,
                frame("com.acme.Stock", "Stock.java", 1),
                frame("com.acme.Stock", "Stock.java", 2),
                frame("com.acme.Order", "Order.java", 3));

        assertThat(dump.account().missing())
                .containsExactly(
                        new Missing("source of 2 classes", SourceGap.NOT_FOUND.why(), SourceGap.NOT_FOUND.remedy()));
    }

    @Test
    void classWithoutLines_isReportedAndGeneratedOnesAreNot() {
        ThreadDump dump = apply(
                dir,
                new Frame("com.acme.Stock", "run", null, Frame.UNKNOWN_LINE, null, true, null),
                new Frame("com.acme.Stock", "nat", "Stock.java", Frame.NATIVE, null, true, null),
                new Frame("com.acme.Stock$$SpringCGLIB$$0", "run", "<generated>", -1, null, true, null),
                new Frame("jdk.proxy2.$Proxy7", "run", null, -1, "jdk.proxy2", false, null));

        assertGap(dump, SourceGap.NO_LINE);
    }

    @Test
    void hugeFile_isCounted() {
        CaptureLimits limits = CaptureLimits.builder().sourceFileChars(1_024).build();
        write(dir.resolve(STOCK_FILE), STOCK_TEXT + "/".repeat(1_024));
        jar(dir.resolve("app.jar"), "com/acme/Order.java", "package com.acme;" + "/".repeat(1_024));
        SourceLookup lookup = SourceLookup.builder()
                .roots(List.of(dir, dir.resolve("app.jar")))
                .limits(limits)
                .build();

        ThreadDump dump = lookup.apply(dump(STOCK, frame("com.acme.Order", "Order.java", 1)));

        assertThat(frames(dump)).extracting(Frame::source).containsOnlyNulls();
        assertThat(dump.account().cuts()).containsExactly(new Cut("source files", 2, "sourceFileChars=1024"));
    }

    @Test
    void longLines_areCountedForEachDistinctFrame() {
        CaptureLimits limits = CaptureLimits.builder().sourceLineLength(16).build();
        write(dir.resolve(STOCK_FILE), "package com.acme;\nshort\n// this line is too long\n");
        SourceLookup lookup =
                SourceLookup.builder().roots(List.of(dir)).limits(limits).build();
        Frame first = frame("com.acme.Stock", "Stock.java", 2);
        Frame second = frame("com.acme.Stock", "Stock.java", 3);
        Cut expected = new Cut("ends of source lines", 4, "sourceLineLength=16");

        assertThat(lookup.apply(dump(first, second, first)).account().cuts()).containsExactly(expected);
        assertThat(lookup.apply(dump(first, second)).account().cuts())
                .as("from the cache")
                .containsExactly(expected);
    }

    @Test
    void binaryFile_isReported() {
        write(dir.resolve(STOCK_FILE), new byte[] {'p', 0, 1, 2});

        assertGap(apply(dir, STOCK), SourceGap.BINARY);
    }

    @Test
    void folderInPlaceOfAFile_isNotRead() throws IOException {
        Files.createDirectories(dir.resolve(STOCK_FILE));

        assertGap(apply(dir, STOCK), SourceGap.NOT_FOUND);
    }

    @Test
    void failingDisk_isReportedAndTriedAgain() {
        write(dir.resolve(STOCK_FILE), STOCK_TEXT);
        FailingDisk disk = new FailingDisk();
        SourceLookup lookup =
                SourceLookup.builder().roots(List.of(dir)).disk(disk).build();

        disk.failing = true;
        assertThat(lookup.apply(dump(STOCK)).account().missing())
                .containsExactly(new Missing(
                        "source of 1 class", "reading failed: IOException", "let the process read the source files"));

        disk.failing = false;
        assertThat(frames(lookup.apply(dump(STOCK))).get(0).source()).isNotNull();
    }

    @Test
    void failingArchive_isReportedAndTriedAgain() {
        jar(dir.resolve("app.jar"), STOCK_FILE, STOCK_TEXT);
        FailingDisk disk = new FailingDisk();
        SourceLookup lookup = SourceLookup.builder()
                .roots(List.of(dir.resolve("app.jar")))
                .disk(disk)
                .build();

        disk.failing = true;
        assertThat(lookup.apply(dump(STOCK)).account().missing())
                .extracting(Missing::what)
                .contains("sources in " + dir.resolve("app.jar"));

        disk.failing = false;
        ThreadDump dump = lookup.apply(dump(STOCK));
        assertThat(frames(dump).get(0).source()).isNotNull();
        assertThat(dump.account()).isEqualTo(Account.EMPTY);
    }

    @Test
    void brokenArchive_isReportedAndTheNextPlaceIsAsked() {
        Path broken = write(dir.resolve("broken.jar"), "this is no zip");
        jar(dir.resolve("app.jar"), STOCK_FILE, STOCK_TEXT);
        CountingDisk disk = new CountingDisk();
        SourceLookup lookup = SourceLookup.builder()
                .roots(List.of(broken, dir.resolve("app.jar")))
                .disk(disk)
                .build();

        for (int capture = 0; capture < 2; capture++) {
            ThreadDump dump = lookup.apply(dump(STOCK, frame("com.acme.None", "None.java", 1)));

            assertThat(frames(dump).get(0).source()).isNotNull();
            assertThat(dump.account().missing())
                    .anySatisfy(missing -> assertThat(missing.what()).isEqualTo("sources in " + broken));
        }
        assertThat(disk.archives).containsOnlyOnce(broken);
    }

    @Test
    void mangledArchive_neverThrows() throws IOException {
        Path good = jar(dir.resolve("good.jar"), STOCK_FILE, STOCK_TEXT);
        byte[] bytes = Files.readAllBytes(good);
        Random random = new Random(42);
        int found = 0;
        for (int round = 0; round < 500; round++) {
            byte[] mangled = Arrays.copyOf(bytes, random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length);
            for (int i = 0; i < 3 && mangled.length > 0; i++) {
                mangled[random.nextInt(mangled.length)] = (byte) random.nextInt();
            }
            Path jar = write(dir.resolve("mangled-" + round + ".jar"), mangled);
            ThreadDump dump = apply(jar, STOCK);
            boolean shown = frames(dump).get(0).source() != null;
            assertThat(shown).as("round %s", round).isEqualTo(dump.account().equals(Account.EMPTY));
            found += shown ? 1 : 0;
        }
        assertThat(found).isBetween(1, 499);
    }

    @Test
    void reasons_areBounded() {
        SourceTally tally = new SourceTally();
        for (int i = 0; i < 100; i++) {
            tally.missing(new SourceGap("reason " + i, ""), "com.acme.C" + i);
            tally.broken(dir.resolve("broken-" + i), "bad");
        }

        Account account = tally.addTo(Account.EMPTY, CaptureLimits.DEFAULTS);

        assertThat(account.missing())
                .hasSize(17 + 17)
                .contains(new Missing("source of 84 classes", "other reasons", ""))
                .contains(new Missing("sources in 84 more places", "as before", ""));
    }

    @Test
    void sourceAlreadyThere_isLeftAlone() {
        Frame sourced = Dumps.sourced("com.acme.Stock", "reserve", 20);
        write(dir.resolve(STOCK_FILE), STOCK_TEXT);

        assertThat(frames(apply(dir, sourced))).containsExactly(sourced);
    }

    @Test
    void interruptedThread_stillGetsSourceAndStaysInterrupted() {
        write(dir.resolve(STOCK_FILE), STOCK_TEXT);
        Thread.currentThread().interrupt();

        ThreadDump dump = apply(dir, STOCK);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(frames(dump).get(0).source()).isNotNull();
    }

    @Test
    void malformedClassPath_isIgnored() {
        SourceLookup lookup = SourceLookup.builder()
                .classPath(File.pathSeparator + "no\0path" + File.pathSeparator + dir)
                .build();
        write(dir.resolve(STOCK_FILE), STOCK_TEXT);

        assertThat(SourceFiles.line(lookup, STOCK)).isEqualTo("// line 20 of Stock");
    }

    @Test
    void emptyRoot_failsNamingKeyAndValue() {
        assertThatThrownBy(() -> SourceLookup.builder().roots(List.of(Path.of(""))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sourceRoots: '' is not a folder, jar or zip on disk");
    }
}
