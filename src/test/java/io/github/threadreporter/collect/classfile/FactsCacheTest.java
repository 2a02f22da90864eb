package io.github.threadreporter.collect.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FactsCacheTest {

    private static final long COST = facts(1_000).bytes();
    private static final List<Class<?>> TYPES =
            List.of(String.class, Integer.class, Long.class, int.class, List.class, Map.class);

    private static ClassFacts facts(int size) {
        return ClassFacts.lacking("x".repeat(size));
    }

    @Test
    void leastRecentlyUsed_leavesFirst() {
        FactsCache cache = new FactsCache((int) (2 * COST));
        cache.put(String.class, facts(1_000));
        cache.put(Integer.class, facts(1_000));

        cache.get(String.class);
        cache.put(Long.class, facts(1_000));

        assertThat(cache.get(Integer.class)).isNull();
        assertThat(cache.get(String.class)).isNotNull();
        assertThat(cache.get(Long.class)).isNotNull();
    }

    @Test
    void factsLargerThanTheCache_areNotKeptAndPushNothingOut() {
        FactsCache cache = new FactsCache((int) COST);
        cache.put(String.class, facts(1_000));

        cache.put(Integer.class, facts(1_001));

        assertThat(cache.get(Integer.class)).isNull();
        assertThat(cache.get(String.class)).isNotNull();
    }

    @Test
    void noCapacity_keepsNothing() {
        FactsCache cache = new FactsCache(0);
        cache.put(String.class, facts(0));

        assertThat(cache.get(String.class)).isNull();
        assertThat(cache.bytes()).isZero();
    }

    @Test
    void unloadedClass_leavesTheCache() throws ReflectiveOperationException {
        FactsCache cache = new FactsCache(1 << 20);
        WeakReference<Class<?>> loaded = keepOneThatGoes(cache);
        assertThat(cache.bytes()).isPositive();

        Awaitility.await().until(() -> {
            System.gc();
            return loaded.get() == null && cache.bytes() == 0;
        });
    }

    private static WeakReference<Class<?>> keepOneThatGoes(FactsCache cache) throws ReflectiveOperationException {
        Class<?> type = CompiledClasses.of("class Gone { }").loadClass("Gone");
        cache.put(type, facts(10));
        return new WeakReference<>(type);
    }

    @Property(tries = 200)
    void cache_countsWhatItHoldsAndNeverMoreThanItMay(
            @ForAll @Size(max = 40) List<@IntRange(max = 5) Integer> puts,
            @ForAll @IntRange(max = 3_000) int capacity,
            @ForAll @IntRange(max = 900) int size) {
        FactsCache cache = new FactsCache(capacity);

        for (int put : puts) {
            cache.put(TYPES.get(put), facts(size * (put + 1) / 4));
            assertThat(cache.bytes()).isLessThanOrEqualTo(capacity);
        }

        long held = 0;
        for (Class<?> type : TYPES) {
            ClassFacts facts = cache.get(type);
            held += facts == null ? 0 : facts.bytes();
        }
        assertThat(cache.bytes()).isEqualTo(held);
    }
}
