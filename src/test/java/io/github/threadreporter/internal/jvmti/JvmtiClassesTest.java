package io.github.threadreporter.internal.jvmti;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JvmtiClassesTest {

    private final List<String> asked = new ArrayList<>();
    private final List<Class<?>> there = new ArrayList<>(List.of(String.class));
    private long loaded = 100;
    private long nanos;
    private boolean ending;

    private final JvmtiClasses classes = new JvmtiClasses(this::look, type -> false, () -> loaded, () -> nanos);

    private Class<?>[] look(byte[] signatures) {
        String text = new String(signatures, StandardCharsets.US_ASCII);
        asked.add(text);
        nanos += 10;
        return ending
                ? null
                : there.stream()
                        .filter(type -> text.contains(type.descriptorString() + "\0"))
                        .toArray(Class<?>[]::new);
    }

    private void load(Class<?> type) {
        there.add(type);
        loaded++;
    }

    @Test
    void named_whileNothingIsLoaded_looksOnce() {
        assertThat(classes.named(Set.of("java.lang.String", "com.acme.Missing")))
                .containsExactly(String.class);
        nanos += 1_000_000;
        assertThat(classes.named(Set.of("java.lang.String"))).containsExactly(String.class);
        assertThat(classes.named(Set.of("com.acme.Missing"))).isEmpty();
        assertThat(asked).hasSize(1);
    }

    @Test
    void named_whatNobodyHasAskedFor_looksForAllThatSomebodyHas() {
        classes.named(Set.of("java.lang.String"));
        load(Integer.class);
        assertThat(classes.named(Set.of("java.lang.Integer"))).containsExactly(Integer.class); // at once
        assertThat(asked.get(1)).contains("Ljava/lang/String;\0", "Ljava/lang/Integer;\0");
        assertThat(classes.named(Set.of("java.lang.String"))).containsExactly(String.class);
        assertThat(asked).hasSize(2);
    }

    @Test
    void named_whileClassesAreLoaded_looksAtMostForAFiftiethOfTheTime() {
        Set<String> names = Set.of("java.lang.String", "java.lang.Long");
        classes.named(names);
        load(Long.class);
        nanos += 489;
        assertThat(classes.named(names)).containsExactly(String.class);
        nanos++;
        assertThat(classes.named(names)).containsExactlyInAnyOrder(String.class, Long.class);
        assertThat(asked).hasSize(2);
        nanos += 1_000_000;
        classes.named(names);
        assertThat(asked).hasSize(2);
    }

    @Test
    void named_moreNamesThanAreRemembered_findsThoseThatAreAskedFor() {
        for (int i = 0; i < 1_000; i++) {
            classes.named(Set.of("com.acme.Missing" + i));
        }
        assertThat(classes.named(Set.of("java.lang.String"))).containsExactly(String.class);
        assertThat(asked).allSatisfy(text -> assertThat(text.length()).isLessThan(512 * 30));
    }

    @Test
    void named_whileTheJvmEnds_isEmpty() {
        ending = true;
        assertThat(classes.named(Set.of("java.lang.String"))).isEmpty();
    }
}
