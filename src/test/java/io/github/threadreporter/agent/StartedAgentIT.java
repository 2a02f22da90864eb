package io.github.threadreporter.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.acme.shop.OwnLoader;
import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.testing.SentryServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Applications that know nothing of us, started with {@code -javaagent}. */
@EnabledOnOs(OS.LINUX)
@Timeout(240)
class StartedAgentIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private static void awaitEvents(SentryServer server, int count) {
        await().atMost(PATIENCE).until(() -> server.events().size() >= count);
    }

    @Test
    void schedule_sendsWholeCaptures_withVariablesAndContext_andPrintsNothing() throws Exception {
        try (SentryServer server = SentryServer.start();
                Shop shop = Shop.open(folder, Shop.agent("schedule=1s,dsn=" + server.dsn()))) {
            server.awaitEvent("order-worker", "order-4711", "request-12", "\"schedule\"");
            awaitEvents(server, 2);

            assertThat(server.envelopes().get(0).attachments()).isNotEmpty();
            assertThat(shop.ask("scopes")).isEqualTo("false");
            assertThat(shop.errors()).isEmpty();
            assertThat(shop.end()).isEmpty();
        }
    }

    @Test
    void each_sendsOneEventForAThread() throws Exception {
        try (SentryServer server = SentryServer.start();
                Shop shop = Shop.open(folder, Shop.agent("schedule=1s,each=true,dsn=" + server.dsn()))) {
            server.awaitEvent("from order-worker");
        }
    }

    @Test
    void sentryOfTheApplication_startedLate_isUsed_andWorksAsBefore() throws Exception {
        try (SentryServer server = SentryServer.start();
                Shop shop = Shop.open(folder, Shop.agent("schedule=1s"))) {
            await().atMost(PATIENCE).until(() -> shop.errors().contains("valid DSN"));
            assertThat(shop.ask("sentry " + server.dsn())).isEqualTo("enabled true");
            server.awaitEvent("order-4711", "\"release\":\"shop@1\"", "\"environment\":\"test of shop\"");
            assertThat(shop.ask("error out of stock")).isEqualTo("sent");
            server.awaitEvent("out of stock");
            assertThat(shop.errors().lines()).hasSize(1);
        }
    }

    @Test
    void wrongOptions_areToldInALineEach_andTheOthersHold() throws Exception {
        try (SentryServer server = SentryServer.start();
                Shop shop = Shop.open(
                        folder,
                        "-Dsentry.properties.file=/nowhere",
                        "-Dthreadreporter.native=perhaps",
                        Shop.agent("colour=blue,limits.events=0,schedule=1s,dsn=" + server.dsn()))) {
            awaitEvents(server, 1);

            assertThat(shop.errors().lines())
                    .hasSize(4)
                    .allMatch(line -> line.startsWith("thread-reporter: "))
                    .anyMatch(line -> line.contains("/nowhere"))
                    .anyMatch(line -> line.contains("no option 'colour'"))
                    .anyMatch(line -> line.contains("events"))
                    .anyMatch(line -> line.contains("threadreporter.native: 'perhaps'"));
        }
    }

    @Test
    void configuration_inThePropertiesOnTheClassPath_isUsed() throws Exception {
        try (SentryServer server = SentryServer.start()) {
            Path classes = Files.createDirectories(folder.resolve("classes"));
            Files.writeString(
                    classes.resolve("sentry.properties"),
                    "threadreporter.schedule=1s\ndsn=" + server.dsn() + "\nrelease=file@2\n");
            try (Shop shop = Shop.open(folder, Shop.agent(""))) {
                awaitEvents(server, 1);

                assertThat(server.events().get(0).json()).contains("\"release\":\"file@2\"");
                assertThat(shop.errors()).isEmpty();
            }
        }
    }

    @Test
    void application_seesOneClassOfOurs() throws Exception {
        try (Shop shop = Shop.open(folder, Shop.agent("schedule=1h"))) {
            assertThat(shop.ask("class " + Bootstrap.class.getName())).isEqualTo(Bootstrap.class.getName());
            assertThat(shop.ask("class " + ThreadReporter.class.getName())).isEqualTo("none");
            assertThat(shop.ask("class io.github.threadreporter.shaded.sentry.Sentry"))
                    .isEqualTo("none");
        }
    }

    @Test
    void jar_hasNothingBesideOneClassWhereApplicationsLook() throws IOException {
        try (JarFile jar = new JarFile(Shop.AGENT.toFile())) {
            assertThat(jar.stream()
                            .map(Object::toString)
                            .filter(name -> !name.startsWith("agent/") && !name.endsWith("/")))
                    .containsExactlyInAnyOrder(
                            "META-INF/MANIFEST.MF", "io/github/threadreporter/agent/Bootstrap.class");
            assertThat(jar.getManifest().getMainAttributes().keySet())
                    .noneMatch(name -> name.toString().startsWith("Sentry"));
        }
    }

    @Test
    void withoutSchedule_itWaitsForACapture_whichLoadsNoSecondOne() throws Exception {
        try (Shop shop = Shop.open(folder, Shop.agent(""))) {
            assertThat(shop.command("capture", "PID")).contains("order-worker", "order-4711", "request-12");

            assertThat(shop.ask("loaders")).startsWith("1 loaders");
            assertThat(shop.errors()).isEmpty();
            assertThat(shop.end()).isEmpty();
        }
    }

    @Test
    void start_replacesWhatWasStarted_andStopLeavesNothing() throws Exception {
        // Later JDKs keep types that records were compared by in soft references.
        try (SentryServer first = SentryServer.start();
                SentryServer second = SentryServer.start();
                Shop shop = Shop.open(
                        folder, "-XX:SoftRefLRUPolicyMSPerMB=0", Shop.agent("schedule=1s,dsn=" + first.dsn()))) {
            awaitEvents(first, 1);
            assertThat(shop.command("start", "PID", "--schedule", "1s", "--dsn", second.dsn()))
                    .contains("started");
            int before = first.events().size();
            awaitEvents(second, 2);
            assertThat(first.events()).hasSize(before);

            assertThat(shop.command("stop", "PID")).contains("stopped");
            int sent = second.events().size();
            await().atMost(PATIENCE).until(() -> shop.ask("loaders").equals("0 loaders, 0 threads"));
            assertThat(second.events()).hasSize(sent);

            assertThat(shop.command("capture", "PID")).contains("order-4711");
            assertThat(shop.ask("loaders")).startsWith("1 loaders");
            assertThat(shop.errors()).isEmpty();
        }
    }

    @Test
    void start_withoutJavaagent_works_andStopLeavesNothing() throws Exception {
        try (SentryServer server = SentryServer.start();
                Shop shop = Shop.open(folder, "-XX:SoftRefLRUPolicyMSPerMB=0")) {
            shop.command("start", "PID", "--schedule", "1s", "--dsn", server.dsn());
            server.awaitEvent("order-4711", "request-12");
            shop.command("stop", "PID");

            await().atMost(PATIENCE).until(() -> shop.ask("loaders").equals("0 loaders, 0 threads"));
            assertThat(shop.command("capture", "PID")).contains("order-4711");
        }
    }

    @Test
    void systemClassLoaderOfTheApplication_isNoHindrance() throws Exception {
        try (SentryServer server = SentryServer.start();
                Shop shop = Shop.open(
                        folder,
                        "-Xshare:off", // or the JVM says that it does without its archive
                        "-Djava.system.class.loader=" + OwnLoader.class.getName(),
                        Shop.agent("schedule=1s,dsn=" + server.dsn()))) {
            server.awaitEvent("order-4711");
            assertThat(shop.command("capture", "PID")).contains("order-4711");
            assertThat(shop.ask("loaders")).startsWith("1 loaders");
            assertThat(shop.errors()).isEmpty();
        }
    }

    /** It trusts the application and its libraries, and what is given. */
    private Path policy(Path... more) throws IOException {
        List<Path> trusted = new ArrayList<>(Shop.libraries());
        trusted.addAll(List.of(more));
        StringBuilder text = new StringBuilder();
        text.append("grant codeBase \"file:" + folder + "/-\" { permission java.security.AllPermission; };\n");
        for (Path path : trusted) {
            text.append("grant codeBase \"" + path.toUri() + "\" { permission java.security.AllPermission; };\n");
        }
        return Files.writeString(folder.resolve("policy"), text);
    }

    /** JDK 24 has no security manager any more, and 18 to 23 print a warning. */
    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void securityManager_thatTrustsTheJar_letsItWork() throws Exception {
        Path policy = policy(Shop.AGENT);
        try (SentryServer server = SentryServer.start();
                Shop shop = Shop.open(
                        folder,
                        "-Djava.security.manager",
                        "-Djava.security.policy==" + policy,
                        Shop.agent("schedule=1s,dsn=" + server.dsn()))) {
            server.awaitEvent("order-worker");
            assertThat(shop.errors().lines().filter(line -> line.contains("thread-reporter")))
                    .isEmpty();
        }
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void securityManager_thatDoesNot_isToldOnce_andTheApplicationRuns() throws Exception {
        Path policy = policy();
        try (Shop shop = Shop.open(
                folder, "-Djava.security.manager", "-Djava.security.policy==" + policy, Shop.agent("schedule=1s"))) {
            assertThat(shop.errors().lines().filter(line -> line.contains("thread-reporter")))
                    .singleElement()
                    .asString()
                    .contains("not started: the security manager forbids it", "AllPermission");
        }
    }

    @Test
    void jarOfSpringBoot_showsContextVariablesAndSource() throws Exception {
        Path jar = FatJar.of(folder);
        try (SentryServer server = SentryServer.start();
                Shop shop = Shop.openJar(folder, jar, Shop.agent("schedule=1s,in-app=com.acme,dsn=" + server.dsn()))) {
            server.awaitEvent("\"order\"", "order-4711", "request-12", "LockSupport.park(order)");
            assertThat(shop.command("capture", "PID", "--in-app", "com.acme"))
                    .contains("order = ", "order-4711", "request-12", "LockSupport.park(order)");
            assertThat(shop.errors()).isEmpty();
        }
    }
}
