package io.github.threadreporter.internal.jvmti;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Walks over a heap in which there is a known number of some objects. */
final class InstancesVictim {

    interface Marked {
        int number();
    }

    static class Base implements Marked {
        private final int number;

        Base(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }
    }

    static final class Derived extends Base {
        Derived(int number) {
            super(number);
        }
    }

    private InstancesVictim() {}

    public static void main(String[] arguments) {
        switch (arguments[0]) {
            case "subclasses" -> subclasses();
            case "many" -> many();
            case "limit" -> limit();
            case "nothing" -> nothing();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void subclasses() {
        Jvmti jvmti = Victims.jvmti();
        int captured = 3;
        List<Marked> kept = List.of(new Base(1), new Derived(2), () -> captured);
        for (int round = 0; round < 20; round++) {
            assertThat(jvmti.instances(new Class<?>[] {Derived.class}, 100).objects())
                    .containsExactly(kept.get(1));
            assertThat(jvmti.instances(new Class<?>[] {Base.class}, 100).objects())
                    .containsExactlyInAnyOrder(kept.get(0), kept.get(1));

            Instances all = jvmti.instances(new Class<?>[] {Marked.class, Thread.class}, 1_000);

            assertThat(all.error()).isZero();
            assertThat(all.left()).isZero();
            assertThat(all.nanos()).isPositive();
            assertThat(all.objects()).containsAll(kept).contains(Thread.currentThread());
            assertThat(all.objects())
                    .allMatch(object -> object instanceof Marked || object instanceof Thread)
                    .doesNotHaveDuplicates();
        }
    }

    /** More than one batch of tags. */
    private static void many() {
        List<Marked> kept = new ArrayList<>();
        IntStream.range(0, 100_000).forEach(i -> kept.add(i % 2 == 0 ? new Base(i) : new Derived(i)));

        List<Object> found = Victims.jvmti()
                .instances(new Class<?>[] {Base.class}, 1_000_000)
                .objects();

        assertThat(found.stream().mapToLong(object -> ((Base) object).number()).sum())
                .isEqualTo(99_999L * 50_000);
        assertThat(found).hasSize(100_000);
        Reference.reachabilityFence(kept);
    }

    private static void limit() {
        List<Marked> kept = new ArrayList<>();
        IntStream.range(0, 1_000).forEach(i -> kept.add(new Base(i)));

        Instances found = Victims.jvmti().instances(new Class<?>[] {Base.class}, 10);

        assertThat(found.objects()).hasSize(10).allMatch(Base.class::isInstance);
        assertThat(found.left()).isEqualTo(990);
        Reference.reachabilityFence(kept);
    }

    private static void nothing() {
        Instances found = Victims.jvmti().instances(new Class<?>[0], 10);

        assertThat(found.error()).isZero();
        assertThat(found.objects()).isEmpty();
        assertThat(found.nanos()).as("no pause").isZero();
    }
}
