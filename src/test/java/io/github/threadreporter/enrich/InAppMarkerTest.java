package io.github.threadreporter.enrich;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Dumps;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InAppMarkerTest {

    private static Frame frame(String className) {
        return new Frame(className, "run", "X.java", 1, null, false, null);
    }

    private static boolean inApp(InAppMarker marker, String className) {
        return marker.isInApp(frame(className));
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme, com.acme.X, true",
        "com.acme, com.acme.sub.Y, true",
        "com.acme, com.acmeX, false",
        "com.acme, com.acme2.X, false",
        "com.acme, org.com.acme.X, false",
        "com.acme.Stock, com.acme.Stock, true",
        "com.acme.Stock, com.acme.Stock$Shelf, true",
        "com.acme.Stock, com.acme.Stock$Shelf$1, true",
        "com.acme.Stock$Shelf, com.acme.Stock$Shelf$1, true",
        "com.acme.Stock$Shelf, com.acme.Stock, false",
        "com.acme.Stock, com.acme.Stocks, false",
        "com.acme.Stock, com.acme.Stock$$Lambda/0x00007f1c4c000a00, true",
        "com.acme.Stock, com.acme.Stock$$Lambda$14/0x0000000800066840, true",
        "com.acme.Stock, com.acme.Stock$$SpringCGLIB$$0, true",
        "com.acme.Stock, com.acme.Stock$$EnhancerBySpringCGLIB$$5f2, true",
        "com.acme, org.lib.Foo$$Lambda/0x00007f1c4c000a00, false",
    })
    void prefix_endsAtABoundary(String prefix, String className, boolean expected) {
        assertThat(inApp(InAppMarker.of(List.of(prefix), List.of(), ""), className))
                .isEqualTo(expected);
    }

    @Test
    void longestPrefix_decides() {
        InAppMarker marker = InAppMarker.of(
                List.of("com.acme", "com.acme.generated.Mine"), List.of("com.acme.generated", "com.acme.Noise"), "");

        assertThat(inApp(marker, "com.acme.Stock")).isTrue();
        assertThat(inApp(marker, "com.acme.generated.Stub")).isFalse();
        assertThat(inApp(marker, "com.acme.generated.Mine$1")).isTrue();
        assertThat(inApp(marker, "com.acme.Noise$Inner")).isFalse();
    }

    @Test
    void jdkModule_isNeverInApp() {
        InAppMarker marker = InAppMarker.of(List.of("com.acme", "jdk.proxy2"), List.of(), "");

        assertThat(marker.isInApp(new Frame("jdk.proxy2.$Proxy12", "run", null, -1, "jdk.proxy2", false, null)))
                .isFalse();
        assertThat(marker.isInApp(new Frame("com.acme.Patched", "run", "X.java", 1, "java.base", false, null)))
                .isFalse();
        assertThat(marker.isInApp(new Frame("com.acme.Stock", "run", "X.java", 1, "com.acme", false, null)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "com.acme.Main, com.acme",
        "com.acme.orders.Main, com.acme",
        "com.acme/com.acme.orders.Main, com.acme",
        "orders.Main, orders",
        "uk.co.acme.orders.app.Main, uk.co.acme",
        "io.github.jane.tool.Main, io.github.jane",
        "org.springframework.samples.petclinic.PetClinicApplication, org.springframework.samples.petclinic",
        "com.google.MyApp, com.google",
        "io.github.threadreporter.sample.Main, io.github.threadreporter.sample",
    })
    void guess_isTheOwnersPartOfTheMainPackage(String mainClass, String prefix) {
        assertThat(MainPackage.of(mainClass)).contains(prefix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Main",
                "com.Main",
                "app.jar",
                "/opt/acme/orders.jar",
                "C:\\acme\\orders-1.0.jar",
                "org.springframework.boot.loader.launch.JarLauncher",
                "org.springframework.boot.loader.JarLauncher",
                "org.apache.catalina.startup.Bootstrap",
                "org.apache.maven.surefire.booter.ForkedBooter",
                "org.apache.felix.main.Main",
                "aQute.launcher.Launcher",
                "jdk.compiler/com.sun.tools.javac.launcher.Main",
            })
    void guess_isNotMadeFromAMainClassThatTellsNothing(String mainClass) {
        assertThat(MainPackage.of(mainClass)).isEmpty();
    }

    @Test
    void mainClass_countsOnlyWithoutIncludes() {
        InAppMarker guessed = InAppMarker.of(List.of(), List.of("com.acme.noise"), "com.acme.orders.Main");
        InAppMarker told = InAppMarker.of(List.of("org.other"), List.of(), "com.acme.orders.Main");

        assertThat(inApp(guessed, "com.acme.common.Retry")).isTrue();
        assertThat(inApp(guessed, "com.acme.noise.Loud")).isFalse();
        assertThat(inApp(guessed, "org.other.X")).isFalse();
        assertThat(inApp(told, "com.acme.common.Retry")).isFalse();
    }

    @Test
    void launcher_leavesEverythingThatIsNoKnownLibrary() {
        InAppMarker marker =
                InAppMarker.of(List.of(), List.of("com.acme.noise"), "org.springframework.boot.loader.JarLauncher");

        assertThat(inApp(marker, "com.acme.Stock")).isTrue();
        assertThat(inApp(marker, "Main")).isTrue();
        assertThat(inApp(marker, "com.acme.noise.Loud")).isFalse();
        for (String library : List.of(
                "java.lang.Thread",
                "javax.sql.DataSource",
                "sun.nio.ch.EPoll",
                "org.springframework.web.servlet.DispatcherServlet",
                "org.apache.tomcat.util.threads.TaskThread",
                "io.netty.channel.nio.NioEventLoop",
                "org.osgi.util.tracker.ServiceTracker",
                "com.zaxxer.hikari.HikariDataSource",
                "org.h2.jdbc.JdbcConnection",
                "kotlinx.coroutines.scheduling.CoroutineScheduler$Worker",
                "io.sentry.Hub")) {
            assertThat(inApp(marker, library)).as(library).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "com.acme.", ".com.acme", "com..acme", "com.acme.*", "com acme", "com/acme", "1com"})
    void malformedPrefix_failsNamingKeyAndValue(String prefix) {
        assertThatThrownBy(() -> InAppMarker.of(List.of("com.ok", prefix), List.of(), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("inApp: '" + prefix + "'");
        assertThatThrownBy(() -> InAppMarker.of(List.of(), List.of(prefix), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("inAppExcludes: '" + prefix + "'");
    }

    @Test
    void prefixInBothLists_fails() {
        assertThatThrownBy(() -> InAppMarker.of(List.of("com.acme"), List.of("com.acme"), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("inAppExcludes: 'com.acme' is also in inApp");
    }

    @Test
    void sharedStacks_stayShared() {
        StackTrace shared = new StackTrace(List.of(frame("com.acme.Stock"), frame("org.lib.Pool")), 3);
        StackTrace equal = new StackTrace(List.of(frame("com.acme.Stock"), frame("org.lib.Pool")), 3);
        StackTrace library = new StackTrace(List.of(frame("org.lib.Timer")), 0);
        CapturedThread idle = thread(4, library);
        ThreadDump dump = Dumps.of(thread(1, shared), thread(2, shared), thread(3, equal), idle);

        ThreadDump marked = InAppMarker.of(List.of("com.acme"), List.of(), "").apply(dump);

        StackTrace first = marked.threads().get(0).stack();
        assertThat(first.frames()).extracting(Frame::inApp).containsExactly(true, false);
        assertThat(first.framesCut()).isEqualTo(3);
        assertThat(marked.threads().get(1).stack()).isSameAs(first);
        assertThat(marked.threads().get(2).stack()).isSameAs(first);
        assertThat(marked.threads().get(3)).isSameAs(idle);
    }

    @Test
    void groups_holdTheMarkedThreads() {
        ThreadDump dump = Dumps.deadlocked();

        ThreadDump marked = InAppMarker.of(List.of("org.none"), List.of(), "").apply(dump);

        assertThat(marked.analysis().groups()).allSatisfy(group -> assertThat(group.threads())
                .allSatisfy(thread -> assertThat(marked.threads()).contains(thread)));
        assertThat(marked.threads()).noneMatch(thread -> thread.stack().hasInApp());
        assertThat(marked.analysis().deadlocks()).isEqualTo(dump.analysis().deadlocks());
    }

    private static CapturedThread thread(long id, StackTrace stack) {
        return CapturedThread.builder(id, "t-" + id).stack(stack).build();
    }
}
