package io.github.threadreporter.trigger.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.trigger.FakeReports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.management.Attribute;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JmxTriggerTest {

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();
    private final List<CaptureReason> captured = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private Function<CaptureReason, CaptureReport> outcome = FakeReports::arrived;
    private boolean enabled = true;
    private double cpu = 90;
    private final JmxTrigger trigger = register();

    @AfterEach
    void close() {
        trigger.close();
    }

    @Test
    void capture_tellsItsId() throws Exception {
        assertThat(invoke("capture", "the checkout\nhangs")).isEqualTo(FakeReports.ID);

        assertThat(captured).containsExactly(new CaptureReason("jmx", "the checkout hangs"));
        assertThat(log).containsExactly("capture by JMX: " + FakeReports.ID);
    }

    @Test
    void capture_withALongNoteOrNone_isBounded() throws Exception {
        invoke("capture", "x".repeat(10_000));
        invoke("capture", new Object[] {null});

        assertThat(captured.get(0).detail()).hasSize(200).endsWith("…");
        assertThat(captured.get(1).detail()).isEmpty();
    }

    @Test
    void captureThatIsRefused_saysWhy() throws Exception {
        outcome = reason -> FakeReports.refused(reason, "the daily limit is reached");

        assertThat(invoke("capture", "")).isEqualTo("not captured: the daily limit is reached");
    }

    @Test
    void attributes_areThoseOfTheReporterInOpenTypes() throws Exception {
        assertThat(get("Captures")).isEqualTo(7L);
        assertThat(get("EventsDelivered")).isEqualTo(6L);
        assertThat(get("EventsLost")).isEqualTo(1L);
        assertThat(get("SwitchedOff")).isEqualTo(false);
        assertThat(get("BudgetUsedPercent")).isEqualTo(12.5);
        assertThat(get("BlackBoxIntervalMillis")).isEqualTo(1_500L);
        assertThat(get("BlackBoxBytes")).isEqualTo(200_000L);
        assertThat(get("UntimedSections")).isEqualTo(17L);
        assertThat((String[]) get("OpenIncidents")).containsExactly("deadlock, 5 s");
        assertThat(((TabularData) get("CapturesWithheld"))
                        .get(new Object[] {"cpu"})
                        .get("value"))
                .isEqualTo(3L);
        assertThat(server.getMBeanInfo(trigger.name()).getAttributes())
                .allMatch(attribute -> attribute.getDescriptor().getFieldValue("openType") != null);
    }

    @Test
    void enabled_pausesAndIsLogged() throws Exception {
        server.setAttribute(trigger.name(), new Attribute("Enabled", false));

        assertThat(enabled).isFalse();
        assertThat(get("Enabled")).isEqualTo(false);
        assertThat(log).containsExactly("all triggers are paused, by JMX");
    }

    @Test
    void tune_changesANumberWithinItsBoundsAndIsLogged() throws Exception {
        CompositeData before = ((CompositeData[]) get("Tunables"))[0];
        assertThat(before.values().stream().map(String::valueOf))
                .containsExactlyInAnyOrder("cpu.percent", "90.0", "1.0", "100.0");

        invoke("tune", "cpu.percent", 80.0);

        assertThat(cpu).isEqualTo(80);
        assertThat(log).containsExactly("cpu.percent is 80.0 instead of 90.0, by JMX");
    }

    @Test
    void tune_outOfItsBoundsOrOfNothing_changesNothing() {
        for (double value : new double[] {0, 101, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> invoke("tune", "cpu.percent", value))
                    .isInstanceOf(RuntimeMBeanException.class)
                    .hasRootCauseInstanceOf(IllegalArgumentException.class)
                    .rootCause()
                    .hasMessageContaining("cpu.percent: " + value);
        }
        assertThatThrownBy(() -> invoke("tune", "other", 1.0))
                .rootCause()
                .hasMessageContaining("'other'")
                .hasMessageContaining("cpu.percent");
        assertThat(cpu).isEqualTo(90);
        assertThat(log).isEmpty();
    }

    @Test
    void dumpText_isThatOfTheReporter() {
        assertThat(JMX.newMXBeanProxy(server, trigger.name(), ThreadReporterMXBean.class)
                        .dumpText())
                .isEqualTo("all threads");
    }

    @Test
    void nameThatIsTaken_getsASuffix() throws Exception {
        try (JmxTrigger second = register();
                JmxTrigger third = register()) {
            assertThat(trigger.name()).isEqualTo(new ObjectName("io.github.threadreporter:type=ThreadReporter"));
            assertThat(second.name()).isEqualTo(new ObjectName("io.github.threadreporter:type=ThreadReporter,id=2"));
            assertThat(third.name()).isEqualTo(new ObjectName("io.github.threadreporter:type=ThreadReporter,id=3"));
        }
    }

    @Test
    void close_isOnceAndForAll() {
        trigger.close();
        trigger.close();

        assertThat(server.isRegistered(trigger.name())).isFalse();
        assertThat(log).isEmpty();
    }

    private Object get(String attribute) throws Exception {
        return server.getAttribute(trigger.name(), attribute);
    }

    private Object invoke(String operation, Object... arguments) throws Exception {
        String[] types = operation.equals("tune")
                ? new String[] {String.class.getName(), double.class.getName()}
                : new String[] {String.class.getName()};
        return server.invoke(trigger.name(), operation, arguments, types);
    }

    private JmxTrigger register() {
        return JmxTrigger.register(
                server,
                reason -> {
                    captured.add(reason);
                    return outcome.apply(reason);
                },
                new Status(),
                new Controlled(),
                log::add);
    }

    private final class Controlled implements Controls {
        @Override
        public boolean isEnabled() {
            return enabled;
        }

        @Override
        public void setEnabled(boolean value) {
            enabled = value;
        }

        @Override
        public List<Tunable> tunables() {
            return List.of(new Tunable("cpu.percent", 1, 100, () -> cpu, value -> cpu = value));
        }

        @Override
        public String dumpText() {
            return "all threads";
        }
    }

    private static final class Status implements ReporterStatus {
        @Override
        public long captures() {
            return 7;
        }

        @Override
        public java.util.Optional<java.time.Instant> lastCapture() {

            return java.util.Optional.empty();
        }

        @Override
        public long delivered() {
            return 6;
        }

        @Override
        public long lost() {
            return 1;
        }

        @Override
        public Map<String, Long> withheld() {
            return Map.of("cpu", 3L);
        }

        @Override
        public boolean switchedOff() {
            return false;
        }

        @Override
        public double budgetUsedPercent() {
            return 12.5;
        }

        @Override
        public Duration blackBoxInterval() {
            return Duration.ofMillis(1_500);
        }

        @Override
        public long blackBoxBytes() {
            return 200_000;
        }

        @Override
        public long untimedSections() {
            return 17;
        }

        @Override
        public List<String> openIncidents() {
            return List.of("deadlock, 5 s");
        }
    }
}
