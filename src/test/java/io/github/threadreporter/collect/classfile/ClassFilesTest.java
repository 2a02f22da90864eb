package io.github.threadreporter.collect.classfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.threadreporter.model.CaptureLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClassFilesTest {

    private static final String THREAD = "thread-reporter-classes";

    private final ClassFiles files =
            new ClassFiles(CaptureLimits.builder().classFileMillis(50_000).build(), System::nanoTime);

    private ClassFacts facts(Class<?> type) {
        return files.of(List.of(type)).get(type);
    }

    /** Classes whose class files come from {@code answer}. */
    private static Class<?> answeredBy(Supplier<InputStream> answer) throws ReflectiveOperationException {
        CompiledClasses compiled = CompiledClasses.of("class Asked { void m(int a) { } }", "-g");
        return new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) {
                byte[] bytes = compiled.bytes("Asked");
                return defineClass(name, bytes, 0, bytes.length);
            }

            @Override
            public InputStream getResourceAsStream(String name) {
                return answer.get();
            }
        }.loadClass("Asked");
    }

    @Test
    void classesOfTheJdkAndOfTheClassPath_areKnown() throws ReflectiveOperationException {
        List<Class<?>> types = List.of(
                String.class, // boot loader
                Class.forName("java.sql.Timestamp"), // platform loader
                Class.forName("com.sun.tools.javac.Main"), // application loader, in a module
                Test.class,
                ClassFiles.class,
                Map.Entry.class);

        assertThat(files.of(types)).hasSize(types.size()).allSatisfy((type, facts) -> assertThat(facts.lack())
                .as(type.getName())
                .isEmpty());
    }

    @Test
    void classes_thatHaveNoClassFile_sayWhy() throws ReflectiveOperationException {
        Object proxy = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Runnable.class}, (self, method, args) -> null);
        Runnable lambda = () -> {};
        byte[] bytes = CompiledClasses.of("package io.github.threadreporter.collect.classfile; class Hid { }")
                .bytes("io.github.threadreporter.collect.classfile.Hid");
        Class<?> hidden = MethodHandles.lookup().defineHiddenClass(bytes, false).lookupClass();

        assertThat(facts(int[].class).lack()).contains("arrays");
        assertThat(facts(int.class).lack()).contains("primitive");
        assertThat(facts(proxy.getClass()).lack()).contains("proxy");
        assertThat(facts(lambda.getClass()).lack()).contains("hidden");
        assertThat(facts(hidden).lack()).contains("hidden");
    }

    @Test
    void classFile_isReadOnce() throws ReflectiveOperationException {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        Class<?> none = answeredBy(() -> {
            asked.add(Thread.currentThread().getName());
            return null;
        });

        ClassFacts first = facts(none);

        assertThat(first.lack()).isEqualTo("its class loader has no class file of it");
        assertThat(facts(none)).isSameAs(first);
        assertThat(asked).containsExactly(THREAD);
        assertThat(facts(String.class)).isSameAs(facts(String.class));
    }

    @Test
    void failureOfTheClassLoader_isALackThatMayPass() throws ReflectiveOperationException {
        List<RuntimeException> failures = new ArrayList<>(List.of(new IllegalStateException("closed"), new Own()));
        CompiledClasses good = CompiledClasses.of("class Asked { void m(int a) { } }", "-g");
        Class<?> type = answeredBy(() -> {
            if (failures.isEmpty()) {
                return new ByteArrayInputStream(good.bytes("Asked"));
            }
            throw failures.remove(0);
        });

        assertThat(facts(type).lack())
                .isEqualTo("its class file could not be read: java.lang.IllegalStateException: closed");
        assertThat(facts(type).lack()).isEqualTo("its class file could not be read: " + Own.class.getName());
        assertThat(facts(type).lack()).isEmpty();
    }

    /** An exception of the application: what it says is its code. */
    private static final class Own extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("must not be asked");
        }
    }

    @Test
    void failureOfReading_isALackWithItsReason() throws ReflectiveOperationException {
        assertThat(facts(answeredBy(() -> new Failing(new NoSuchFileException("a.jar"))))
                        .lack())
                .isEqualTo("its class file could not be read: java.nio.file.NoSuchFileException: a.jar");
        assertThat(facts(answeredBy(() -> {
                            throw new NoClassDefFoundError("x/Y");
                        }))
                        .lack())
                .contains("NoClassDefFoundError: x/Y");
    }

    private static final class Failing extends InputStream {
        private final IOException failure;

        Failing(IOException failure) {
            this.failure = failure;
        }

        @Override
        public int read() throws IOException {
            throw failure;
        }
    }

    @Test
    void bytesThatAreNoClassFile_areALack() throws ReflectiveOperationException {
        CompiledClasses other = CompiledClasses.of("class Other { }");

        assertThat(facts(answeredBy(() -> new ByteArrayInputStream(new byte[100])))
                        .lack())
                .isEqualTo("its class file is not usable: it does not begin as a class file does");
        assertThat(facts(answeredBy(() -> new ByteArrayInputStream(other.bytes("Other"))))
                        .lack())
                .isEqualTo("its class file is not usable: it is that of another class");
        assertThat(facts(answeredBy(Endless::new)).lack())
                .isEqualTo("its class file is not usable: it is larger than 8388608 bytes");
    }

    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 0xCA;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            Arrays.fill(into, from, from + length, (byte) 0xCA);
            return length;
        }
    }

    @Test
    void hangingClassLoader_isWaitedForOnceAndHoldsOneThread() throws ReflectiveOperationException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        Class<?> hanging = answeredBy(() -> {
            entered.countDown();
            await(release);
            return null;
        });
        Class<?> fine = CompiledClasses.of("class Fine { }").loadClass("Fine");
        Class<?> known = CompiledClasses.of("class Known { }").loadClass("Known");
        // The clock stands until the class loader hangs, and then the time has run out.
        AtomicBoolean hangs = new AtomicBoolean();
        AtomicInteger looks = new AtomicInteger();
        ClassFiles impatient =
                new ClassFiles(CaptureLimits.builder().classFileMillis(50_000).build(), () -> {
                    if (hangs.get() && looks.incrementAndGet() == 2) {
                        await(entered);
                        return Long.MAX_VALUE / 2;
                    }
                    return 0;
                });
        try {
            impatient.of(List.of(known));
            hangs.set(true);

            Map<Class<?>, ClassFacts> first = impatient.of(List.of(known, hanging, fine));
            Map<Class<?>, ClassFacts> second = impatient.of(List.of(known, fine));

            String late = "its class file could not be read within classFileMillis=50000";
            assertThat(first.get(known).lack()).isEmpty();
            assertThat(first.get(hanging).lack()).isEqualTo(late);
            assertThat(first.get(fine).lack()).isEqualTo(late);
            assertThat(second.get(known).lack()).isEmpty();
            assertThat(second.get(fine).lack())
                    .isEqualTo("its class file was not read: the class loader of Asked does not answer");
        } finally {
            release.countDown();
        }
        Awaitility.await().untilAsserted(() -> assertThat(
                        impatient.of(List.of(hanging)).get(hanging).lack())
                .isEqualTo("its class loader has no class file of it"));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    @Test
    void readingThread_isADaemonThatInheritsNothing() throws ReflectiveOperationException {
        InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
        inherited.set("of the caller");
        List<Object> seen = Collections.synchronizedList(new ArrayList<>());
        Class<?> type = answeredBy(() -> {
            Thread thread = Thread.currentThread();
            seen.addAll(Arrays.asList(thread.isDaemon(), inherited.get(), thread.getContextClassLoader()));
            return null;
        });

        facts(type);

        assertThat(seen).containsExactly(true, null, ClassFiles.class.getClassLoader());
    }

    @Test
    void interruptedCaller_staysInterruptedAndGetsLacks() throws ReflectiveOperationException {
        CountDownLatch release = new CountDownLatch(1);
        Class<?> hanging = answeredBy(() -> {
            await(release);
            return null;
        });
        Thread.currentThread().interrupt();
        try {
            assertThat(facts(hanging).lack()).contains("closed before");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
            release.countDown();
        }
    }

    @Test
    void classesThatWereRead_canBeUnloaded() throws ReflectiveOperationException {
        WeakReference<ClassLoader> loader = readOneThatGoes();

        Awaitility.await().until(() -> {
            System.gc();
            return loader.get() == null;
        });
        assertThat(facts(String.class).lack()).isEmpty();
    }

    private WeakReference<ClassLoader> readOneThatGoes() throws ReflectiveOperationException {
        CompiledClasses loader = CompiledClasses.of("class Gone { void m(int a) { } }", "-g");
        Class<?> type = loader.loadClass("Gone");
        assertThat(facts(type).method("m", "(I)V")).isPresent();
        return new WeakReference<>(loader);
    }

    @Test
    void result_cannotBeChanged() {
        Map<Class<?>, ClassFacts> facts = files.of(List.of());

        assertThat(facts).isEmpty();
        assertThat(catchThrowable(() -> facts.put(int.class, ClassFacts.lacking(""))))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
