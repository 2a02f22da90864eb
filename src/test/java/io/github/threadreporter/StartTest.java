package io.github.threadreporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.testing.SentryServer;
import io.github.threadreporter.testing.SentryServerClient;
import io.github.threadreporter.trigger.condition.Sections;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a reporter does once it is started. */
@Timeout(120)
class StartTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final SentryServer server = SentryServer.start();
    private final SentryServerClient client = SentryServerClient.of(server);
    private ThreadReporter reporter = with(Map.of());

    @TempDir
    Path folder;

    private ThreadReporter with(Map<String, String> options) {
        return ThreadReporter.builder()
                .inApp("io.github.threadreporter")
                .scopes(client.scopes())
                .options(options)
                .build();
    }

    private void start(Map<String, String> options) {
        reporter = with(options);
        reporter.start();
    }

    @AfterEach
    void close() {
        reporter.close();
        client.close();
        server.close();
    }

    @Test
    void nothingConfigured_startsNothing() {
        Set<Thread> before = Thread.getAllStackTraces().keySet(); // of other tests too
        reporter.start();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .doesNotContain("thread-reporter-watch", "thread-reporter-schedule");
        assertThat(reporter.request(new CaptureReason("backlog", "4 orders"))
                        .await(LONG)
                        .delivered())
                .isEqualTo(1);
    }

    @Test
    void schedule_checksInAndCaptures() {
        start(Map.of("schedule", "1s", "schedule.monitor", "threads"));
        await().atMost(LONG).untilAsserted(() -> assertThat(server.checkIns())
                .anyMatch(json -> json.contains("in_progress"))
                .anyMatch(json -> json.contains("\"ok\"")));
        assertThat(server.checkIns()).allMatch(json -> json.contains("\"threads\""));
        assertThat(server.events().get(0).event().getTag("capture.reason")).isEqualTo("schedule");
    }

    @Test
    void file_thatAppears_asksForACapture() throws Exception {
        Path file = folder.resolve("capture-now");
        start(Map.of("file", file.toString()));
        Files.createFile(file);
        await().atMost(LONG).until(() -> !server.events().isEmpty());
        assertThat(server.events().get(0).event().getTag("capture.reason")).isEqualTo("file");
        assertThat(file).doesNotExist();
    }

    @Test
    void mbean_changesLimitsWithinTheirBounds() throws Exception {
        start(Map.of("jmx", "true"));
        var beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = beans.queryNames(new ObjectName("io.github.threadreporter:type=ThreadReporter,*"), null)
                .iterator()
                .next();
        String[] signature = {String.class.getName(), double.class.getName()};
        beans.invoke(name, "tune", new Object[] {"quota.day", 7.0}, signature);
        assertThatThrownBy(() -> beans.invoke(name, "tune", new Object[] {"quota.day", 0.0}, signature))
                .hasStackTraceContaining("quota.day");
        assertThat((String) beans.invoke(name, "dumpText", new Object[0], new String[0]))
                .contains("mbean_changesLimitsWithinTheirBounds");
        reporter.close();
        assertThat(beans.isRegistered(name)).isFalse();
    }

    @Test
    void quota_ofTheApplicationsOwnTrigger_isKept() {
        AtomicInteger withheld = new AtomicInteger();
        reporter = ThreadReporter.builder()
                .scopes(client.scopes())
                .options(Map.of("triggers", "watch", "quota.kind-hour", "2", "budget.percent", "100"))
                .metrics(new ReporterMetrics() {
                    @Override
                    public void withheld(String kind) {
                        withheld.incrementAndGet();
                    }
                })
                .build();
        reporter.start();
        for (int i = 0; i < 5; i++) {
            reporter.request(new CaptureReason("backlog", "")).await(LONG);
        }
        assertThat(server.events()).hasSize(2);
        assertThat(withheld).hasValue(3);
        assertThat(reporter.status().withheld()).isEqualTo(Map.of("backlog", 3L));
        assertThat(reporter.request(new CaptureReason("backlog", "")).losses())
                .singleElement()
                .satisfies(loss -> assertThat(loss.reason()).contains("limit"));
    }

    @Test
    void sections_moreThanAreKept_areCounted() {
        reporter = with(Map.of());
        List<Watch> open = new ArrayList<>();
        for (int i = 0; i < Sections.MOST + 10; i++) {
            open.add(reporter.watch("checkout", LONG));
        }
        assertThat(reporter.status().untimedSections()).isBetween(10L, Sections.MOST / 20L);
        open.forEach(Watch::close);
    }

    @Test
    void wrongOptions_areToldAllAtOnce() {
        reporter = with(Map.of("triggers", "deadlocks", "http.port", "0", "stuck-thread.after", "1ms"));
        assertThatThrownBy(reporter::start)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'deadlocks'")
                .hasMessageContaining("http.token")
                .hasMessageContaining("stuck-thread.after");
    }

    @Test
    void metricsThatThrow_harmNothing() {
        reporter = ThreadReporter.builder()
                .scopes(client.scopes())
                .metrics(new ReporterMetrics() {
                    @Override
                    public void delivered(int events) {
                        throw new IllegalStateException("a meter that is broken");
                    }
                })
                .build();
        assertThat(reporter.captureAll().await(LONG).isComplete()).isTrue();
    }
}
