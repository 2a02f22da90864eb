package io.github.threadreporter.internal.jvmti;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.jvmti.Victims.At;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Walks over stacks whose content is known. */
final class WalkVictim {

    record Found(long depth, long location, int slot, Object object) {}

    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final AtomicBoolean SPIN = new AtomicBoolean(true);

    private WalkVictim() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "parked" -> parked();
            case "shared" -> shared();
            case "limit" -> limit();
            case "many" -> many();
            case "mounted" -> mounted();
            case "nothing" -> nothing();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** Slots: two for the number, the marker, then the list. */
    static void outer(long number, Object marker) {
        List<Object> list = new ArrayList<>(List.of(number, marker));
        inner(marker, list);
        Reference.reachabilityFence(list);
        Reference.reachabilityFence(marker);
    }

    static void inner(Object marker, List<Object> list) {
        String text = "text of " + list.size();
        Victims.park(NEVER);
        Reference.reachabilityFence(text);
        Reference.reachabilityFence(marker);
        Reference.reachabilityFence(list);
    }

    private static void parked() {
        Jvmti jvmti = Victims.jvmti();
        Object marker = new Object();
        Thread thread = Victims.waiting("holder", () -> outer(42, marker));
        for (int round = 0; round < 20; round++) {
            At inner = Victims.find(jvmti, thread, "inner");
            At outer = Victims.find(jvmti, thread, "outer");

            Walk walk = jvmti.walk(new long[] {outer.id(), inner.id()}, 100);

            assertThat(walk.error()).isZero();
            assertThat(walk.left()).isZero();
            assertThat(walk.nanos()).isPositive();
            List<Found> inInner = found(walk, thread, inner.id());
            assertThat(inInner)
                    .allMatch(local -> local.depth() == inner.depth() && local.location() == inner.location())
                    .anyMatch(local -> local.slot() == 0 && local.object() == marker)
                    .anyMatch(local -> local.slot() == 1 && local.object() instanceof ArrayList)
                    .anyMatch(local -> local.slot() == 2 && "text of 2".equals(local.object()))
                    .hasSize(3);
            assertThat(found(walk, thread, outer.id()))
                    .allMatch(local -> local.depth() == outer.depth() && local.location() == outer.location())
                    .anyMatch(local -> local.slot() == 2 && local.object() == marker)
                    .anyMatch(local -> local.slot() == 3
                            && local.object() == inInner.get(1).object())
                    .hasSize(2);
        }
    }

    private static void shared() {
        Jvmti jvmti = Victims.jvmti();
        Object marker = new Object();
        Thread one = Victims.waiting("one", () -> outer(1, marker));
        Thread two = Victims.waiting("two", () -> outer(2, marker));

        Walk walk = jvmti.walk(new long[] {Victims.find(jvmti, one, "outer").id()}, 100);

        assertThat(walk.objects()).hasSize(3).containsOnlyOnce(marker);
        assertThat(walk.locals()).hasSize(4 * Walk.STRIDE);
        assertThat(two.isAlive()).isTrue();
    }

    private static void limit() {
        Jvmti jvmti = Victims.jvmti();
        Thread thread = Victims.waiting("holder", () -> outer(42, new Object()));
        At outer = Victims.find(jvmti, thread, "outer");

        Walk walk = jvmti.walk(new long[] {outer.id()}, 1);

        assertThat(walk.objects()).hasSize(1);
        assertThat(walk.locals()).hasSize(Walk.STRIDE);
        assertThat(walk.left()).isEqualTo(1);
    }

    /** More than one batch of tags. */
    private static void many() {
        Jvmti jvmti = Victims.jvmti();
        List<Object> markers = new ArrayList<>();
        Thread thread = null;
        for (int i = 0; i < 600; i++) {
            Object marker = new Object();
            markers.add(marker);
            thread = Victims.waiting("holder", () -> outer(42, marker));
        }
        At outer = Victims.find(jvmti, thread, "outer");

        Walk walk = jvmti.walk(new long[] {outer.id()}, 4_096);

        assertThat(walk.objects()).doesNotContainNull().hasSize(1_200).containsAll(markers);
        for (int i = 0; i < walk.locals().length; i += Walk.STRIDE) {
            long slot = walk.locals()[i + 4] >> 32;
            assertThat(walk.objects()[(int) walk.locals()[i + 4]])
                    .isExactlyInstanceOf(slot == 2 ? Object.class : ArrayList.class);
        }
    }

    private static void spin(Object marker, CountDownLatch started) {
        started.countDown();
        while (SPIN.get()) {
            Thread.onSpinWait();
        }
        Reference.reachabilityFence(marker);
    }

    private static void mounted() throws Exception {
        Jvmti jvmti = Victims.jvmti();
        Object marker = new Object();
        CountDownLatch started = new CountDownLatch(1);
        Thread thread = (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, (Runnable)
                        () -> spin(marker, started));
        started.await();
        At spin = Victims.find(jvmti, thread, "spin");

        Walk walk = jvmti.walk(new long[] {spin.id()}, 100);

        assertThat(found(walk, thread, spin.id())).anyMatch(local -> local.slot() == 0 && local.object() == marker);
        SPIN.set(false);
    }

    private static void nothing() {
        Walk walk = Victims.jvmti().walk(new long[0], 100);

        assertThat(walk.error()).isZero();
        assertThat(walk.objects()).isEmpty();
        assertThat(walk.locals()).isEmpty();
        assertThat(walk.nanos()).as("no pause").isZero();
    }

    private static List<Found> found(Walk walk, Thread thread, long method) {
        List<Found> found = new ArrayList<>();
        long[] locals = walk.locals();
        for (int i = 0; i < locals.length; i += Walk.STRIDE) {
            if (locals[i] == Victims.id(thread) && locals[i + 2] == method) {
                found.add(new Found(
                        locals[i + 1],
                        locals[i + 3],
                        (int) (locals[i + 4] >> 32),
                        walk.objects()[(int) locals[i + 4]]));
            }
        }
        return found;
    }
}
