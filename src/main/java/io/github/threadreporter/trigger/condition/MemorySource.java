package io.github.threadreporter.trigger.condition;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the JVM tells of garbage collections. */
interface MemorySource {

    /** How long collections have stopped the JVM since it started, in milliseconds. */
    long pausedMillis();

    /** What was in use when memory was collected last, of each pool of objects that have lived for a while. */
    List<Pool> afterCollection();

    /**
     * A part of the heap.
     *
     * @param used bytes in use after the last collection of it; 0 before the first
     * @param max bytes that it can have
     */
    record Pool(String name, long used, long max) {

        /** The share in use, in percent; 0 where the most is not known. */
        double percent() {
            return max <= 0 ? 0 : 100.0 * used / max;
        }
    }

    /**
     * This JVM: some microseconds, and no pause. Collectors that work beside the application tell two times: that of
     * their cycles, which is not asked, and that of their pauses.
     */
    static MemorySource ofThisJvm() {
        return new MemorySource() {
            private final List<GarbageCollectorMXBean> collectors =
                    ManagementFactory.getGarbageCollectorMXBeans().stream()
                            .filter(bean -> !bean.getName().endsWith("Cycles"))
                            .toList();
            private final List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(bean -> bean.getType() == MemoryType.HEAP && !isYoung(bean.getName()))
                    .toList();

            @Override
            public long pausedMillis() {
                long millis = 0;
                for (GarbageCollectorMXBean collector : collectors) {
                    millis += Math.max(0, collector.getCollectionTime());
                }
                return millis;
            }

            @Override
            public List<Pool> afterCollection() {
                List<Pool> found = new ArrayList<>();
                for (MemoryPoolMXBean pool : pools) {
                    MemoryUsage usage = pool.getCollectionUsage();
                    if (usage != null) {
                        long max = usage.getMax() > 0
                                ? usage.getMax()
                                : Runtime.getRuntime().maxMemory();
                        found.add(new Pool(pool.getName(), usage.getUsed(), max));
                    }
                }
                return found;
            }
        };
    }

    /** Whether objects are new there; pools without generations hold new objects and old ones. */
    private static boolean isYoung(String pool) {
        String name = pool.toLowerCase(Locale.ROOT);
        return name.contains("eden") || name.contains("survivor") || name.contains("young") || name.contains("nursery");
    }
}
