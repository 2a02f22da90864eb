package io.github.threadreporter.enrich.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SourceCacheTest {

    record Text(int chars) implements SourceCache.Kept {}

    record Other(int chars) implements SourceCache.Kept {}

    record Put(int key, int chars) {}

    private static final int ENTRY = SourceCache.ENTRY_CHARS;

    @Test
    void leastRecentlyUsed_leavesFirst() {
        SourceCache cache = new SourceCache(3 * (100 + ENTRY));
        cache.put("a", new Text(100));
        cache.put("b", new Text(100));
        cache.put("c", new Text(100));

        cache.get("a", Text.class);
        cache.put("d", new Text(100));

        assertThat(cache.get("b", Text.class)).isNull();
        assertThat(cache.get("a", Text.class)).isNotNull();
        assertThat(cache.get("c", Text.class)).isNotNull();
        assertThat(cache.get("d", Text.class)).isNotNull();
    }

    @Test
    void valueLargerThanTheCache_isNotKeptAndPushesNothingOut() {
        SourceCache cache = new SourceCache(1_000);
        cache.put("a", new Text(10));

        cache.put("b", new Text(1_000));

        assertThat(cache.get("b", Text.class)).isNull();
        assertThat(cache.get("a", Text.class)).isNotNull();
    }

    @Test
    void replacedValue_isCountedOnce() {
        SourceCache cache = new SourceCache(10_000);

        cache.put("a", new Text(500));
        cache.put("a", new Text(20));

        assertThat(cache.chars()).isEqualTo(20 + ENTRY);
    }

    @Test
    void valueOfAnotherKind_isNotFound() {
        SourceCache cache = new SourceCache(10_000);
        cache.put("a", new Text(1));

        assertThat(cache.get("a", Other.class)).isNull();
    }

    @Test
    void noCapacity_keepsNothing() {
        SourceCache cache = new SourceCache(0);
        cache.put("a", new Text(0));

        assertThat(cache.get("a", Text.class)).isNull();
        assertThat(cache.chars()).isZero();
    }

    @Property
    void size_neverExceedsTheCapacityAndIsTheSumOfWhatIsKept(
            @ForAll @IntRange(max = 5_000) int capacity, @ForAll @From("puts") List<Put> puts) {
        SourceCache cache = new SourceCache(capacity);

        for (Put put : puts) {
            cache.put(put.key(), new Text(put.chars()));
            long kept = 0;
            for (int key = 0; key < 20; key++) {
                Text text = cache.get(key, Text.class);
                kept += text == null ? 0 : text.chars() + ENTRY;
            }
            assertThat(cache.chars()).isEqualTo(kept).isLessThanOrEqualTo(capacity);
        }
    }

    @Provide
    Arbitrary<List<Put>> puts() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 19),
                        Arbitraries.integers().between(0, 2_000))
                .as(Put::new)
                .list()
                .ofMaxSize(60);
    }
}
