package io.github.threadreporter.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.collect.Hosted.Libraries;
import io.github.threadreporter.collect.variables.VariableReader;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.ScopeData;
import io.github.threadreporter.model.SentryConfig;
import io.github.threadreporter.model.ThreadContext;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Patience;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/** What {@link HostedVictim} does: the library looks at applications that it knows nothing of. */
public final class HostedChecks {

    private static final Jdk JDK = Jdk.probe(Jvmti.load());
    private static final ApplicationSentry SENTRY = new ApplicationSentry(JDK);
    private static final JvmCollector COLLECTOR =
            new JvmCollector(JDK, CaptureLimits.DEFAULTS, VariableReader.off(CaptureLimits.DEFAULTS));

    private HostedChecks() {}

    public static void run(String what) throws Exception {
        Patience.inThisJvm();
        switch (what) {
            case "two" -> two();
            case "shared" -> shared();
            case "behind" -> behind();
            case "oldest" -> version(Libraries.SDK_8_OLDEST);
            case "newest" -> version(Libraries.SDK_8_NEWEST);
            case "seven" -> seven();
            case "uninitialised" -> uninitialised();
            case "ended" -> ended();
            case "later" -> later();
            case "unload" -> unload();
            case "closed" -> closed();
            default -> throw new IllegalArgumentException(what);
        }
    }

    private static void two() {
        Hosted one = new Hosted("one", Libraries.CURRENT);
        Hosted two = new Hosted("two", Libraries.SDK_8_NEWEST);
        one.call("start");
        two.call("start");
        request("request of one", one.loader(), one);
        request("request of two", two.loader(), two);
        Thread.currentThread().setContextClassLoader(two.loader());
        List<String> askedOne = one.asked();
        List<String> askedTwo = two.asked();

        for (int look = 0; look < 20; look++) {
            ThreadDump dump = dump();
            assertThat(context(dump, "request of one")).isEqualTo("one");
            assertThat(context(dump, "request of two")).isEqualTo("two");
            assertThat(Victims.named(dump, "main").context().mdc()).isEmpty();
            assertThat(SENTRY.find())
                    .contains(new SentryConfig(
                            true,
                            "http://two@127.0.0.1:1/1",
                            "two@1.0",
                            "test of two",
                            "server of two",
                            "42",
                            List.of("com.two"),
                            List.of("com.two.lib"),
                            Map.of("team", "two"),
                            false,
                            1));
        }

        assertThat(one.asked()).isEqualTo(askedOne);
        assertThat(two.asked()).isEqualTo(askedTwo);
    }

    private static void shared() {
        Hosted one = new Hosted("one", Libraries.CURRENT);
        Hosted two = new Hosted("two", Libraries.CURRENT);
        one.call("start");
        two.call("start");
        request("for one", one.loader(), one, two);
        request("for two", two.loader(), one, two);
        request("of one", two.loader(), one);

        ThreadDump dump = dump();

        assertThat(context(dump, "for one")).isEqualTo("one");
        assertThat(context(dump, "for two")).isEqualTo("two");
        assertThat(context(dump, "of one")).isEqualTo("one");
    }

    /** As in a module system: no thread's context class loader leads to the application. */
    private static void behind() {
        Hosted one = new Hosted("one", Libraries.CURRENT);
        one.call("start");
        request("request", null, one);

        assertThat(context(dump(), "request")).isEqualTo("one");
        assertThat(dsn()).contains("http://one@127.0.0.1:1/1");
    }

    private static void version(Libraries libraries) {
        Hosted one = new Hosted("one", libraries);
        one.call("start");
        request("request", one.loader(), one);
        Thread.currentThread().setContextClassLoader(one.loader());
        List<String> asked = one.asked();

        ThreadDump dump = dump();

        CapturedThread request = Victims.named(dump, "request");
        assertThat(request.context().scope().tags()).containsEntry("application", "one");
        assertThat(request.context().scope().traceId()).hasSize(32);
        assertThat(dsn()).contains("http://one@127.0.0.1:1/1");
        assertThat(one.asked()).isEqualTo(asked);
        if (libraries == Libraries.SDK_8_OLDEST) {
            assertThat(dump.account().missing())
                    .contains(new Missing(
                            "MDC kept in a java.util.Collections$SynchronizedMap",
                            "it cannot be read without taking its lock",
                            ""));
        }
    }

    /** Its hubs do not tell their scope. */
    private static void seven() {
        Hosted one = new Hosted("one", Libraries.SDK_7_LOGBACK_1_2);
        one.call("start");
        request("request", one.loader(), one);
        Thread.currentThread().setContextClassLoader(one.loader());
        List<String> asked = one.asked();

        assertThat(Victims.named(dump(), "request").context().scope()).isEqualTo(ScopeData.EMPTY);
        assertThat(SENTRY.find())
                .map(config -> config.dsn() + " " + config.release() + " " + config.environment() + config.tags())
                .contains("http://one@127.0.0.1:1/1 one@1.0 test of one{team=one}");
        assertThat(one.asked()).isEqualTo(asked);
    }

    private static void uninitialised() {
        Hosted one = new Hosted("one", Libraries.CURRENT);
        one.load("org.slf4j.spi.MDCAdapter");
        one.load("io.sentry.IScopes");
        List<Class<?>> types = List.of(
                one.load("org.slf4j.MDC"), one.load("io.sentry.Sentry"), one.load("io.sentry.DefaultScopesStorage"));
        request("thread", one.loader());

        assertThat(Victims.named(dump(), "thread").context().mdc()).isEmpty();
        assertThat(SENTRY.find()).isEmpty();

        assertThat(types).noneMatch(JDK.loadedClasses()::isInitialized);
    }

    private static void ended() {
        Hosted one = new Hosted("one", Libraries.CURRENT);
        assertThat(SENTRY.find()).isEmpty();
        one.call("start");
        Thread.currentThread().setContextClassLoader(one.loader());
        // All classes are not looked through without a break.
        Awaitility.await().untilAsserted(() -> assertThat(dsn()).contains("http://one@127.0.0.1:1/1"));
        one.call("end");
        assertThat(dsn()).isEmpty();
    }

    /** What was looked for in vain is there later. */
    private static void later() {
        assertThat(SENTRY.find()).isEmpty();
        dump();
        Hosted one = new Hosted("one", Libraries.CURRENT);
        one.call("start");
        request("request of one", one.loader(), one);
        // All classes are not looked through without a break.
        Awaitility.await().untilAsserted(() -> assertThat(context(dump(), "request of one"))
                .isEqualTo("one"));
        Hosted two = new Hosted("two", Libraries.CURRENT);
        two.call("start");
        request("request of two", two.loader(), two);
        Awaitility.await().untilAsserted(() -> assertThat(context(dump(), "request of two"))
                .isEqualTo("two"));
    }

    /** Nothing that was found holds the class loader of an application that is gone. */
    private static void unload() throws Exception {
        WeakReference<ClassLoader> gone = lookAtOneThatGoes();
        Awaitility.await().until(() -> {
            System.gc();
            return gone.refersTo(null);
        });
        assertThat(SENTRY.find()).isEmpty();
    }

    private static WeakReference<ClassLoader> lookAtOneThatGoes() throws Exception {
        Hosted one = new Hosted("one", Libraries.CURRENT);
        Thread thread = request("request", one.loader(), one); // the SDK, once started, stays by itself
        assertThat(Victims.named(dump(), "request").context().mdc()).containsEntry("application", "one");
        assertThat(SENTRY.find()).isEmpty();
        thread.interrupt();
        thread.join();
        WeakReference<ClassLoader> loader = new WeakReference<>(one.loader());
        one.close();
        return loader;
    }

    private static void closed() {
        Hosted one = new Hosted("one", Libraries.CURRENT);
        one.call("start");
        one.call("request");
        Thread.currentThread().setContextClassLoader(one.loader());
        List<String> asked = one.asked();

        ThreadDump dump = COLLECTOR.lookHere(CaptureReason.MANUAL).dump();

        assertThat(Victims.named(dump, "main").context()).isEqualTo(ThreadContext.EMPTY);
        assertThat(dump.account().missing()).extracting(Missing::what).contains("each thread's MDC and Sentry scope");
        assertThat(SENTRY.find()).isEmpty();
        assertThat(JDK.lack(Jdk.Ability.LOADED_CLASSES)).isPresent();
        assertThat(one.asked()).isEqualTo(asked);
    }

    private static ThreadDump dump() {
        return COLLECTOR.collect(CaptureReason.MANUAL);
    }

    private static Optional<String> dsn() {
        return SENTRY.find().map(SentryConfig::dsn);
    }

    /** The one application that all of the thread's context names. */
    private static String context(ThreadDump dump, String thread) {
        CapturedThread captured = Victims.named(dump, thread);
        ScopeData scope = captured.context().scope();
        String name = scope.tags().get("application");
        assertThat(scope.user()).containsEntry("id", name).containsEntry("email", name + "@example.org");
        assertThat(scope.traceId()).matches("[0-9a-f]{32}");
        assertThat(captured.context().mdc()).containsEntry("application", name);
        return name;
    }

    /** A thread that has served these applications, one after the other. */
    private static Thread request(String name, ClassLoader contextLoader, Hosted... applications) {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread thread = new Thread(() -> serve(applications, ready), name);
        thread.setDaemon(true);
        thread.setContextClassLoader(contextLoader);
        thread.start();
        ready.join();
        return thread;
    }

    private static void serve(Hosted[] applications, CompletableFuture<Void> ready) {
        try {
            for (Hosted application : applications) {
                application.call("request");
            }
            ready.complete(null);
        } catch (Throwable e) {
            ready.completeExceptionally(e);
        }
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park();
        }
    }
}
