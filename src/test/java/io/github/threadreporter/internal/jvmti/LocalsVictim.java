package io.github.threadreporter.internal.jvmti;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.jvmti.Victims.At;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Reads locals in a JVM that was started with the library as its agent. */
final class LocalsVictim {

    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final AtomicBoolean RUN = new AtomicBoolean(true);

    private LocalsVictim() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "parked" -> parked();
            case "refusals" -> refusals();
            case "virtual" -> virtual();
            case "running" -> running();
            case "debugged" -> debugged();
            case "without" -> assertThat(Victims.jvmti().canReadLocals()).isFalse();
            case "other" ->
                assertThat(Victims.jvmti().lackOfLocals()).contains("not the native library of this version");
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    @SuppressWarnings("unused")
    static void all(boolean z, byte b, char c, short s, int i, long j, float f, double d, Object o, int[] array) {
        Victims.park(NEVER);
    }

    private static void parked() {
        Jvmti jvmti = Victims.jvmti();
        assertThat(jvmti.lackOfLocals()).isEmpty();
        Object marker = new Object();
        int[] array = {1};
        Thread thread = Victims.waiting(
                "holder",
                () -> all(
                        true,
                        (byte) -7,
                        'ä',
                        (short) -300,
                        1 << 30,
                        Long.MIN_VALUE + 5,
                        1.5f,
                        -2.25e300,
                        marker,
                        array));
        At at = Victims.find(jvmti, thread, "all");

        String types = "ZBCSIJFDL[";
        LocalReading reading = jvmti.readLocals(thread, wanted(at, types), Long.MAX_VALUE);

        assertThat(reading.error()).isZero();
        assertThat(reading.statuses()).containsOnly(0);
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < types.length(); i++) {
            values.add(reading.value(i, types.charAt(i)));
        }
        assertThat(values)
                .containsExactly(
                        true,
                        (byte) -7,
                        'ä',
                        (short) -300,
                        1 << 30,
                        Long.MIN_VALUE + 5,
                        1.5f,
                        -2.25e300,
                        marker,
                        array);
        assertThat(thread.getState()).isEqualTo(Thread.State.WAITING);
    }

    private static void virtual() throws ReflectiveOperationException {
        Jvmti jvmti = Victims.jvmti();
        Runnable body = () -> all(true, (byte) 1, 'c', (short) 2, 3, 4, 5, 6, "o", new int[0]);
        Thread thread = (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, body);
        Victims.awaitWaiting(thread);
        At at = Victims.find(jvmti, thread, "all");

        LocalReading reading = jvmti.readLocals(thread, wanted(at, "ZBCSIJFDL"), Long.MAX_VALUE);

        assertThat(reading.error()).isZero();
        assertThat(reading.value(4, 'I')).isEqualTo(3);
        assertThat(reading.value(8, 'L')).isEqualTo("o");
    }

    private static void refusals() {
        Jvmti jvmti = Victims.jvmti();
        Thread thread =
                Victims.waiting("holder", () -> all(true, (byte) 1, 'c', (short) 2, 3, 4, 5, 6, "o", new int[0]));
        At at = Victims.find(jvmti, thread, "all");

        long[] elsewhere = wanted(at, "Z");
        elsewhere[2]++;
        assertThat(jvmti.readLocals(thread, elsewhere, Long.MAX_VALUE).statuses())
                .containsExactly(LocalReading.MOVED);
        long[] deeper = wanted(at, "Z");
        deeper[0] = 5_000;
        assertThat(jvmti.readLocals(thread, deeper, Long.MAX_VALUE).statuses()).containsExactly(LocalReading.MOVED);
        assertThat(jvmti.readLocals(thread, wanted(at, "ZB"), 0).statuses()).containsOnly(LocalReading.LATE);
        assertThat(jvmti.readLocals(thread, wanted(at, "L"), Long.MAX_VALUE).statuses()[0])
                .as("wrong type")
                .isPositive();
        long[] noSlot = wanted(at, "Z");
        noSlot[3] = 100;
        assertThat(jvmti.readLocals(thread, noSlot, Long.MAX_VALUE).statuses()[0])
                .as("no such slot")
                .isPositive();
        assertThat(jvmti.readLocals(Thread.currentThread(), wanted(at, "Z"), Long.MAX_VALUE)
                        .error())
                .isPositive();
        assertThat(jvmti.readLocals(new Thread(), wanted(at, "Z"), Long.MAX_VALUE)
                        .error())
                .isPositive();
        assertThat(jvmti.suspend(thread)).isZero();
        assertThat(jvmti.readLocals(thread, wanted(at, "Z"), Long.MAX_VALUE).error())
                .as("suspended by others")
                .isPositive();
        assertThat(jvmti.resume(thread)).isZero();
    }

    /** Each frame's two values belong together: whatever is read must be of one moment. */
    private static void running() {
        Jvmti jvmti = Victims.jvmti();
        Thread thread = new Thread(LocalsVictim::count, "counter");
        thread.setDaemon(true);
        thread.start();
        int read = 0;
        for (int round = 0; round < 2_000; round++) {
            long[] stack = jvmti.stacks(new Thread[] {thread}, 16)[0];
            for (int i = 0; stack != null && i < stack.length; i += 2) {
                MethodInfo method = jvmti.method(stack[i]);
                if (method != null && method.name().equals("check")) {
                    LocalReading reading = jvmti.readLocals(
                            thread, wanted(new At(i / 2, method, stack[i], stack[i + 1]), "JJ"), 1_000_000_000L);
                    if (reading.statuses()[0] == 0 && reading.statuses()[1] == 0) {
                        assertThat(reading.values()[1]).isEqualTo(~reading.values()[0]);
                        read++;
                    }
                }
            }
        }
        RUN.set(false);
        assertThat(read).isPositive();
    }

    private static void count() {
        for (long i = 0; RUN.get(); i++) {
            check(i, ~i);
        }
    }

    /** A debugger alone may suspend threads; all else goes on. */
    private static void debugged() {
        Jvmti jvmti = Victims.jvmti();
        assertThat(jvmti.canReadLocals()).isTrue();
        Thread thread =
                Victims.waiting("holder", () -> all(true, (byte) 1, 'c', (short) 2, 3, 4, 5, 6, "o", new int[0]));
        At at = Victims.find(jvmti, thread, "all");

        assertThat(jvmti.readLocals(thread, wanted(at, "Z"), 1_000_000_000L).error())
                .isPositive();
        assertThat(jvmti.suspend(thread)).isPositive();
        assertThat(jvmti.walk(new long[] {at.id()}, 10).objects()).contains("o");
    }

    /** Nearly always at the same bytecode index, and nearly never for long. */
    private static void check(long value, long complement) {
        LockSupport.parkNanos(1);
        if (value != ~complement) {
            throw new AssertionError();
        }
    }

    /** One wish for each character, in the order of the parameters of a static method. */
    private static long[] wanted(At at, String types) {
        long[] wanted = new long[types.length() * LocalReading.STRIDE];
        int slot = 0;
        for (int i = 0; i < types.length(); i++) {
            char type = types.charAt(i);
            long[] wish = {at.depth(), at.id(), at.location(), slot, type};
            System.arraycopy(wish, 0, wanted, i * LocalReading.STRIDE, LocalReading.STRIDE);
            slot += type == 'J' || type == 'D' ? 2 : 1;
        }
        return wanted;
    }
}
