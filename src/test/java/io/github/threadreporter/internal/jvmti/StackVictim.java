package io.github.threadreporter.internal.jvmti;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.jvmti.Victims.At;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/** Stacks, methods, opened packages and suspended threads. */
final class StackVictim {

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private StackVictim() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "stacks" -> stacks();
            case "virtual" -> virtual();
            case "unloaded" -> unloaded();
            case "open" -> open();
            case "suspend" -> suspend();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    static synchronized int waitHere(long wide, Object narrow) {
        int local = narrow.hashCode();
        Victims.park(NEVER);
        return (int) wide + local;
    }

    private static void stacks() throws InterruptedException {
        Jvmti jvmti = Victims.jvmti();
        Thread thread = Victims.waiting("waits", () -> waitHere(1, "x"));
        Thread ended = new Thread(() -> {});
        ended.start();
        ended.join();

        long[][] stacks = jvmti.stacks(new Thread[] {thread, ended, new Thread(), Thread.currentThread()}, 1_024);

        assertThat(stacks[1]).isNull();
        assertThat(stacks[2]).isNull();
        assertThat(stacks[3]).hasSizeGreaterThanOrEqualTo(6);
        assertThat(jvmti.stacks(new Thread[] {thread}, 2)[0]).hasSize(4).containsExactly(Arrays.copyOf(stacks[0], 4));
        sameButForHiddenFrames(jvmti, stacks[0], thread.getStackTrace());
        MethodInfo park = jvmti.method(stacks[0][0]);
        assertThat(Modifier.isNative(park.modifiers())).isTrue();
        assertThat(stacks[0][1]).isEqualTo(-1);
        assertThat(park.bytecode()).isEmpty();
        assertThat(park.lines()).isEmpty();
        described(Victims.find(jvmti, thread, "waitHere"));
    }

    /** Only the library sees frames of lambdas' classes and others that the JDK hides. */
    private static void sameButForHiddenFrames(Jvmti jvmti, long[] stack, StackTraceElement[] elements) {
        int next = 0;
        for (int i = 0; i < stack.length; i += 2) {
            MethodInfo method = jvmti.method(stack[i]);
            if (next < elements.length && isOf(method, elements[next])) {
                StackTraceElement element = elements[next++];
                int line = element.getLineNumber();
                assertThat(line < 0 || line == line(method, stack[i + 1]))
                        .as("line of %s", element)
                        .isTrue();
            }
        }
        assertThat(next).isEqualTo(elements.length);
    }

    private static boolean isOf(MethodInfo method, StackTraceElement element) {
        String type =
                method.declaringClass().getName().replaceAll("/.*", ""); // elements shorten those of hidden classes
        return method.name().equals(element.getMethodName())
                && element.getClassName().startsWith(type);
    }

    private static void described(At at) {
        MethodInfo method = at.method();
        assertThat(method.declaringClass()).isEqualTo(StackVictim.class);
        assertThat(method.descriptor()).isEqualTo("(JLjava/lang/Object;)I");
        assertThat(method.modifiers()).isEqualTo(Modifier.STATIC | Modifier.SYNCHRONIZED);
        assertThat(method.argumentSlots()).isEqualTo(3);
        assertThat(method.maxLocals()).isEqualTo(4);
        assertThat(method.obsolete()).isFalse();
        assertThat(method.bytecode().length).isGreaterThan((int) at.location());
        assertThat(method.bytecode()[(int) at.location()]).as("invokestatic").isEqualTo((byte) 0xb8);
    }

    private static int line(MethodInfo method, long location) {
        int line = -1;
        int nearest = -1;
        for (int i = 0; i < method.lines().length; i += 2) {
            if (method.lines()[i] <= location && method.lines()[i] > nearest) {
                nearest = method.lines()[i];
                line = method.lines()[i + 1];
            }
        }
        return line;
    }

    private static Thread virtualThread(Runnable body) throws ReflectiveOperationException {
        return (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, body);
    }

    private static void virtual() throws Exception {
        Jvmti jvmti = Victims.jvmti();
        Thread thread = virtualThread(() -> Victims.park(NEVER));
        Victims.awaitWaiting(thread);

        assertThat(Victims.find(jvmti, thread, "park").method().name()).isEqualTo("park");
        assertThat(jvmti.suspend(thread)).isZero();
        assertThat(Victims.find(jvmti, thread, "park").method().name()).isEqualTo("park");
        assertThat(jvmti.resume(thread)).isZero();
    }

    private static final class Throwaway extends ClassLoader {
        Class<?> define() throws IOException {
            try (InputStream stream = Victims.class.getResourceAsStream("StackVictim$Passing.class")) {
                byte[] content = stream.readAllBytes();
                return defineClass(null, content, 0, content.length);
            }
        }
    }

    /** Defined by a loader that goes. */
    static final class Passing implements Runnable {
        @Override
        public void run() {
            LockSupport.park();
        }
    }

    /** The frame is gone, and so must be what it was of. */
    private static long idOfAThrowaway(Jvmti jvmti, WeakReference<?>[] type) throws Exception {
        var constructor = new Throwaway().define().getDeclaredConstructor();
        constructor.setAccessible(true);
        Runnable body = (Runnable) constructor.newInstance();
        type[0] = new WeakReference<>(body.getClass());
        Thread thread = Victims.waiting("passing", body);
        long id = Victims.find(jvmti, thread, "run").id();
        assertThat(jvmti.method(id).declaringClass()).isEqualTo(body.getClass());
        LockSupport.unpark(thread);
        thread.join();
        return id;
    }

    private static void unloaded() throws Exception {
        Jvmti jvmti = Victims.jvmti();
        WeakReference<?>[] type = new WeakReference<?>[1];
        long id = idOfAThrowaway(jvmti, type);
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> {
            System.gc();
            return type[0].refersTo(null);
        });

        assertThat(jvmti.method(id)).isNull();
        assertThat(jvmti.walk(new long[] {id}, 10).objects()).isEmpty();
    }

    private static void open() {
        Jvmti jvmti = Victims.jvmti();
        Module base = Object.class.getModule();
        Module us = StackVictim.class.getModule();
        assertThat(base.isOpen("java.lang", us)).isFalse();

        assertThat(jvmti.open(base, "java.lang")).isTrue();
        assertThat(base.isOpen("java.lang", us)).isTrue();
        assertThat(jvmti.open(base, "jdk.internal.vm")).isTrue();
        assertThat(jvmti.open(base, "no.such.name")).isFalse();
    }

    private static void suspend() {
        Jvmti jvmti = Victims.jvmti();
        Thread thread = Victims.waiting("waits", () -> waitHere(1, "x"));
        Thread other = Victims.waiting("waits too", () -> Victims.park(NEVER));

        assertThat(jvmti.suspend(thread)).isZero();
        assertThat(jvmti.suspend(thread)).as("a second time").isPositive();
        assertThat(jvmti.suspend(other)).isZero();
        assertThat(jvmti.resume(thread)).isZero();
        assertThat(jvmti.resume(other)).isZero();
        assertThat(jvmti.resume(other)).as("without need").isPositive();
        assertThat(jvmti.suspend(Thread.currentThread())).isPositive();
        assertThat(jvmti.suspend(new Thread())).isPositive();
        assertThat(jvmti.suspend(thread)).isZero();
        assertThat(jvmti.resume(thread)).isZero();
    }
}
