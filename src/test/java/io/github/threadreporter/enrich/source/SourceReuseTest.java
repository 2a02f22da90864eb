package io.github.threadreporter.enrich.source;

import static io.github.threadreporter.enrich.source.SourceFiles.dump;
import static io.github.threadreporter.enrich.source.SourceFiles.frame;
import static io.github.threadreporter.enrich.source.SourceFiles.frames;
import static io.github.threadreporter.enrich.source.SourceFiles.jar;
import static io.github.threadreporter.enrich.source.SourceFiles.line;
import static io.github.threadreporter.enrich.source.SourceFiles.numbered;
import static io.github.threadreporter.enrich.source.SourceFiles.thread;
import static io.github.threadreporter.enrich.source.SourceFiles.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Dumps;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read once, kept, shared and read again. */
class SourceReuseTest {

    private static final Frame STOCK = frame("com.acme.Stock", "Stock.java", 20);
    private static final String STOCK_FILE = "com/acme/Stock.java";

    @TempDir
    Path dir;

    private final CountingDisk disk = new CountingDisk();

    private SourceLookup lookup(CaptureLimits limits, Path... roots) {
        return SourceLookup.builder()
                .roots(List.of(roots))
                .limits(limits)
                .disk(disk)
                .build();
    }

    private SourceLookup lookup(Path... roots) {
        return lookup(CaptureLimits.DEFAULTS, roots);
    }

    private static Map<String, String> files(int count) {
        Map<String, String> files = new HashMap<>();
        IntStream.range(0, count)
                .forEach(i -> files.put("com/acme/C" + i + ".java", numbered("package com.acme;", "C" + i)));
        return files;
    }

    /** {@code perFile} lines of each of {@code files} files. */
    private static Frame[] distinctFrames(int files, int perFile) {
        return IntStream.range(0, files * perFile)
                .mapToObj(i -> frame("com.acme.C" + i / perFile, "C" + i / perFile + ".java", 2 + i % perFile))
                .toArray(Frame[]::new);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5_000, 8_388_608})
    void eachFile_isReadOnceAPassWhateverTheCacheHolds(int cacheChars) {
        files(100).forEach((path, text) -> write(dir.resolve(path), text));
        CaptureLimits limits =
                CaptureLimits.builder().sourceCacheChars(cacheChars).build();

        ThreadDump dump = lookup(limits, dir).apply(dump(distinctFrames(100, 30)));

        assertThat(frames(dump)).noneMatch(frame -> frame.source() == null);
        assertThat(disk.files).hasSize(100).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5_000, 8_388_608})
    void eachArchive_isOpenedOnceAPassWhateverTheCacheHolds(int cacheChars) {
        Path sources = jar(dir.resolve("c-sources.jar"), files(100));
        Path other = jar(dir.resolve("other.jar"), "org/lib/Pool.java", "package org.lib;");
        CaptureLimits limits =
                CaptureLimits.builder().sourceCacheChars(cacheChars).build();
        SourceLookup lookup = lookup(limits, other, sources);

        for (int capture = 0; capture < 3; capture++) {
            disk.forget();
            ThreadDump dump = lookup.apply(dump(distinctFrames(100, 30)));

            assertThat(frames(dump)).noneMatch(frame -> frame.source() == null);
            assertThat(disk.archives).doesNotHaveDuplicates();
        }
    }

    @Test
    void tenThousandFrames_takeOneOpenAFile() {
        Path sources = jar(dir.resolve("c-sources.jar"), files(400));
        Frame[] frames = distinctFrames(400, 25);

        ThreadDump dump = lookup(sources).apply(dump(frames));

        assertThat(frames(dump)).hasSize(10_000).noneMatch(frame -> frame.source() == null);
        assertThat(disk.archives).containsExactly(sources);
        assertThat(dump.account()).isEqualTo(Account.EMPTY);
    }

    @Test
    void secondCapture_opensNothing() {
        Path sources = jar(dir.resolve("a/c-sources.jar"), files(50));
        write(dir.resolve(STOCK_FILE), numbered("package com.acme;", "Stock"));
        SourceLookup lookup = lookup(sources, dir);
        List<Frame> wanted = new ArrayList<>(List.of(distinctFrames(50, 3)));
        wanted.add(STOCK);
        wanted.add(frame("org.none.Nothing", "Nothing.java", 7));
        Frame[] frames = wanted.toArray(Frame[]::new);
        ThreadDump first = lookup.apply(dump(frames));
        disk.forget();

        ThreadDump second = lookup.apply(dump(frames));

        assertThat(second).isEqualTo(first);
        assertThat(disk.files).isEmpty();
        assertThat(disk.archives).isEmpty();
    }

    @Test
    void newClass_opensOnlyTheArchiveThatHoldsIt() {
        Path one = jar(dir.resolve("one.jar"), "com/acme/One.java", numbered("package com.acme;", "One"));
        Path two = jar(dir.resolve("two.jar"), "com/acme/Two.java", numbered("package com.acme;", "Two"));
        SourceLookup lookup = lookup(one, two);
        lookup.apply(dump(frame("com.acme.None", "None.java", 3)));
        disk.forget();

        assertThat(line(lookup, frame("com.acme.Two", "Two.java", 3))).isEqualTo("// line 3 of Two");

        assertThat(disk.archives).containsExactly(two);
    }

    @Test
    void newLineOfAKnownFile_joinsTheOldOnes() {
        write(dir.resolve(STOCK_FILE), numbered("package com.acme;", "Stock"));
        SourceLookup lookup = lookup(dir);
        Frame other = frame("com.acme.Stock", "Stock.java", 7);
        lookup.apply(dump(STOCK));
        lookup.apply(dump(other));
        disk.forget();

        ThreadDump dump = lookup.apply(dump(STOCK, other));

        assertThat(frames(dump)).noneMatch(frame -> frame.source() == null);
        assertThat(disk.files).isEmpty();
    }

    @Test
    void changedFile_isReadAgain() throws IOException {
        Path file = write(dir.resolve(STOCK_FILE), numbered("package com.acme;", "old"));
        SourceLookup lookup = lookup(dir);
        assertThat(line(lookup, STOCK)).isEqualTo("// line 20 of old");

        write(file, numbered("package com.acme;", "new"));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));

        assertThat(line(lookup, STOCK)).isEqualTo("// line 20 of new");
    }

    @Test
    void replacedJar_isReadAgain() throws IOException {
        Path app = jar(dir.resolve("app.jar"), STOCK_FILE, numbered("package com.acme;", "old"));
        SourceLookup lookup = lookup(app);
        assertThat(line(lookup, STOCK)).isEqualTo("// line 20 of old");

        jar(app, Map.of(STOCK_FILE, numbered("package com.acme;", "new"), "com/acme/Other.java", "package com.acme;"));
        Files.setLastModifiedTime(app, FileTime.fromMillis(1_000_000_000_000L));

        assertThat(line(lookup, STOCK)).isEqualTo("// line 20 of new");
    }

    @Test
    void vanishedJar_isNoError() throws IOException {
        Path app = jar(dir.resolve("app.jar"), STOCK_FILE, numbered("package com.acme;", "Stock"));
        SourceLookup lookup = lookup(app);
        lookup.apply(dump(STOCK));

        Files.delete(app);

        assertThat(line(lookup, STOCK)).isNull();
    }

    @Test
    void sourcesThatAppear_areFound() {
        SourceLookup lookup = SourceLookup.builder()
                .classPath(dir.resolve("app.jar").toString())
                .build();
        jar(dir.resolve("app.jar"), "com/acme/Stock.class", "");
        assertThat(line(lookup, STOCK)).isNull();

        jar(dir.resolve("app-sources.jar"), STOCK_FILE, numbered("package com.acme;", "Stock"));

        assertThat(line(lookup, STOCK)).isEqualTo("// line 20 of Stock");
    }

    @Test
    void hundredThousandThreadsInThreeShapes_areThreeStacks() {
        files(3).forEach((path, text) -> write(dir.resolve(path), text));
        List<StackTrace> shapes = IntStream.range(0, 3)
                .mapToObj(i -> new StackTrace(List.of(frame("com.acme.C" + i, "C" + i + ".java", 20)), 0))
                .toList();
        List<CapturedThread> threads = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            StackTrace shape = shapes.get(i % 3);
            // Half of them as from a collector that cannot tell equal stacks.
            threads.add(
                    thread(i, i % 2 == 0 ? shape : new StackTrace(List.copyOf(new ArrayList<>(shape.frames())), 0)));
        }

        ThreadDump dump = lookup(dir).apply(Dumps.of(threads.toArray(CapturedThread[]::new)));

        Set<StackTrace> stacks = Collections.newSetFromMap(new IdentityHashMap<>());
        dump.threads().forEach(thread -> stacks.add(thread.stack()));
        assertThat(dump.threads()).hasSize(100_000);
        assertThat(stacks).hasSize(3).allSatisfy(stack -> assertThat(stack.frames())
                .noneMatch(frame -> frame.source() == null));
        assertThat(disk.files).hasSize(3);
    }

    @Test
    void tasks_haveSourceWhereTheyStandAndWhereTheyWereCreated() {
        files(2).forEach((path, text) -> write(dir.resolve(path), text));
        Task task = Task.of("a@1", TaskKind.COROUTINE, "a", "suspended")
                .withStack(new StackTrace(List.of(frame("com.acme.C0", "C0.java", 20)), 0))
                .withCreatedAt(new StackTrace(List.of(frame("com.acme.C1", "C1.java", 7)), 0));

        Task sourced =
                lookup(dir).apply(Dumps.of().withTasks(List.of(task))).tasks().get(0);

        assertThat(sourced.stack().frames().get(0).source().line()).isEqualTo("// line 20 of C0");
        assertThat(sourced.createdAt().frames().get(0).source().line()).isEqualTo("// line 7 of C1");
    }

    @Test
    void cache_staysWithinItsLimitOverManyCaptures() {
        Path sources = jar(dir.resolve("c-sources.jar"), files(200));
        SourceCache cache = new SourceCache(20_000);
        SourcePlaces places = SourcePlaces.of(List.of(sources), List.of(), null, disk);

        for (int i = 0; i < 200; i++) {
            SourceKey key = new SourceKey("com.acme", "C" + i + ".java", "");
            SourceKey none = new SourceKey("com.acme", "None" + i + ".java", "");
            new SourcePass(places.present(), cache, disk, CaptureLimits.DEFAULTS)
                    .find(Map.of(key, Set.of(3, 30), none, Set.of(3)));
            assertThat(cache.chars()).isBetween(1L, 20_000L);
        }
    }

    @Test
    void concurrentCaptures_allGetTheirSource() throws Exception {
        Path sources = jar(dir.resolve("c-sources.jar"), files(60));
        CaptureLimits limits = CaptureLimits.builder().sourceCacheChars(30_000).build();
        SourceLookup lookup = lookup(limits, sources);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<ThreadDump>> captures =
                    Collections.nCopies(64, () -> lookup.apply(dump(distinctFrames(60, 20))));
            for (Future<ThreadDump> capture : pool.invokeAll(captures)) {
                assertThat(frames(capture.get()))
                        .allSatisfy(frame -> assertThat(frame.source()).satisfies(source -> assertThat(source.line())
                                .isEqualTo("// line " + frame.line() + " of "
                                        + frame.file().replace(".java", ""))));
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void uploadedSources_leaveInAppFramesToSentry() {
        write(dir.resolve(STOCK_FILE), numbered("package com.acme;", "Stock"));
        write(dir.resolve("org/lib/Pool.java"), numbered("package org.lib;", "Pool"));
        SourceLookup lookup =
                SourceLookup.builder().roots(List.of(dir)).uploadedSources(true).build();

        ThreadDump dump = lookup.apply(dump(STOCK.withInApp(true), frame("org.lib.Pool", "Pool.java", 20)));

        assertThat(frames(dump).get(0).source()).isNull();
        assertThat(frames(dump).get(1).source()).isNotNull();
        assertThat(dump.account().missing()).singleElement().satisfies(missing -> assertThat(missing.why())
                .contains("sentry-debug-meta.properties"));
    }

    @Test
    void uploadedSources_areDetectedByTheirMark() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {dir.toUri().toURL()}, null)) {
            assertThat(SourceLookup.sourcesUploaded(loader)).isFalse();

            write(dir.resolve("sentry-debug-meta.properties"), "io.sentry.bundle-ids=x");

            assertThat(SourceLookup.sourcesUploaded(loader)).isTrue();
        }
        assertThat(SourceLookup.sourcesUploaded(null)).isFalse();
    }
}
