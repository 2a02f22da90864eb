package io.github.threadreporter.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.SafepointClock;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JvmSourceTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM = ManagementFactory.getOperatingSystemMXBean();

    /** A bean that answers these methods. */
    private static <T> T bean(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }

    private static GarbageCollectorMXBean collector(String name, long millis) {
        return bean(GarbageCollectorMXBean.class, Map.of("getName", name, "getCollectionTime", millis));
    }

    private static JvmSource source(GarbageCollectorMXBean... collectors) {
        return new JvmSource(THREADS, SYSTEM, List.of(collectors), SafepointClock.ofThisJvm());
    }

    @Test
    void gcMillis_isThatOfPausesAlone() {
        assertThat(source(
                                collector("ZGC Minor Cycles", 900),
                                collector("ZGC Minor Pauses", 3),
                                collector("ZGC Major Pauses", 4),
                                collector("Shenandoah Cycles", 800))
                        .gcMillis())
                .isEqualTo(7);
        assertThat(source(collector("G1 Young Generation", 20), collector("G1 Old Generation", -1))
                        .gcMillis())
                .isEqualTo(20);
    }

    @Test
    void gcMillis_isUnknownWhereNoBeanTellsOfPauses() {
        assertThat(source(collector("ZGC Cycles", 900)).gcMillis()).isEqualTo(Source.UNKNOWN);
    }

    @Test
    void beansOfAnotherJvm_leaveTimesUnknown() {
        ThreadMXBean threads = bean(
                ThreadMXBean.class, Map.of("isCurrentThreadCpuTimeSupported", false, "isThreadCpuTimeEnabled", false));
        JvmSource source = new JvmSource(
                threads, bean(OperatingSystemMXBean.class, Map.of()), List.of(), SafepointClock.ofThisJvm());
        assertThat(source.cpuNanos(new long[] {1, 2})).containsExactly(-1, -1);
        assertThat(source.processCpuNanos()).isEqualTo(Source.UNKNOWN);
        assertThat(source.ownCpuNanos()).isEqualTo(Source.UNKNOWN);
    }

    @Test
    void see_tellsOfThreadsThatAreThere() {
        long own = Thread.currentThread().getId();
        JvmSource source = source();
        assertThat(source.ids()).contains(own);
        List<Sighting> seen = source.see(new long[] {own, Long.MAX_VALUE}, 5);
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).id()).isEqualTo(own);
        assertThat(seen.get(0).name()).isEqualTo(Thread.currentThread().getName());
        assertThat(seen.get(0).frames()).hasSize(5);
        assertThat(source.see(new long[] {own}, 0).get(0).frames()).isEmpty();
        assertThat(source.see(new long[0], 5)).isEmpty();
    }

    @Test
    void times_areMeasuredHere() {
        JvmSource source = source(collector("Copy", 1));
        assertThat(source.processCpuNanos()).isPositive();
        assertThat(source.ownCpuNanos()).isPositive();
        assertThat(source.cpuNanos(new long[] {Thread.currentThread().getId()})[0])
                .isPositive();
    }
}
