package io.github.threadreporter.collect.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.jvmti.NativeBuild;
import io.github.threadreporter.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An application's own renderers show its objects, and cannot harm a capture. */
class RenderersTest {

    @BeforeAll
    static void library() {
        NativeBuild.assumeThere();
    }

    private interface Money {}

    private static final class Euros implements Money {
        final long cents = 150;
    }

    private interface Rendering {
        String of(Object value) throws Exception;
    }

    private static ValueRenderer renderer(Class<?> type, Rendering rendering) {
        return new ValueRenderer() {
            @Override
            public Class<?> type() {
                return type;
            }

            @Override
            public String render(Object value) throws Exception {
                return rendering.of(value);
            }
        };
    }

    private static String read(Object object, ValueRenderer... renderers) {
        ValueReading reading = Read.reading(Read.LIMITS, List.of(renderers));
        ValueReading.Slot slot = reading.add(object);
        reading.read();
        return Read.text(reading.value(slot, Hiding.NOTHING));
    }

    @Test
    void renderer_ofAnInterface_showsWhatImplementsIt_whereverItIs() {
        ValueRenderer renderer = renderer(Money.class, money -> ((Euros) money).cents + " cents");

        assertThat(read(new Euros(), renderer)).isEqualTo("150 cents");
        assertThat(read(Map.of("price", new Euros()), renderer)).isEqualTo("Map1{price=150 cents}");
        assertThat(read(new Object[] {"other"}, renderer)).isEqualTo("Object[][other]");
    }

    @Test
    void longText_isCut() {
        assertThat(read(new Euros(), renderer(Money.class, money -> "x".repeat(5_000))))
                .isEqualTo("x".repeat(1_024) + "+" + (5_000 - 1_024));
    }

    @Test
    void whatARendererThrows_isShownInPlaceOfTheValue() {
        assertThat(read(new Euros(), renderer(Money.class, money -> {
                    throw new UnsupportedOperationException();
                })))
                .isEqualTo("<its renderer threw java.lang.UnsupportedOperationException>");
        assertThat(read(new Euros(), renderer(Money.class, money -> {
                    throw new StackOverflowError();
                })))
                .isEqualTo("<its renderer threw java.lang.StackOverflowError>");
    }

    @Test
    void rendererThatHangs_isLeft_andNotCalledAgain() {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        ValueRenderer renderer = renderer(Money.class, money -> {
            calls.incrementAndGet();
            never.await();
            return "";
        });
        try {
            assertThat(read(List.of(new Euros(), new Euros()), renderer))
                    .isEqualTo("List12[<its renderer took longer than 20 ms>,"
                            + " <its renderer took too long before, and is not called any more>]");
            assertThat(read(new Euros(), renderer)).contains("is not called any more");
            assertThat(calls).hasValue(1);
        } finally {
            never.countDown();
        }
    }

    @Test
    void timeForRenderers_whenUsedUp_leavesOutTheRest() {
        AtomicLong clock = new AtomicLong();
        CustomRendering rendering = new CustomRendering(
                List.of(renderer(Money.class, money -> "shown")),
                () -> clock.getAndAdd(TimeUnit.MILLISECONDS.toNanos(15)));
        List<Value> values = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            values.add(rendering.render(new Euros()));
        }

        // By this clock each takes 15 ms of 100.
        assertThat(values.subList(0, 7))
                .allSatisfy(value -> assertThat(Read.text(value)).isEqualTo("shown"));
        assertThat(values.subList(7, 10)).allSatisfy(value -> assertThat(Read.text(value))
                .isEqualTo("<no time is left for renderers in this capture>"));
    }
}
