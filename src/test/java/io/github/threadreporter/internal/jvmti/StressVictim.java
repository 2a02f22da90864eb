package io.github.threadreporter.internal.jvmti;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.FieldAccess.FieldInfo;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Every call at once and over and over, while threads and classes come and go. Each local that is found is checked. */
public final class StressVictim {

    /** What locals of {@link Work} hold: it tells the slot it belongs to. Public for a class of another loader. */
    public record Marked(int slot, Object[] ballast) {}

    /** Is loaded again and again. */
    static final class Work implements Runnable {
        @Override
        public void run() {
            for (int i = 0; i < 20; i++) {
                nested(new Marked(0, new Object[i]), i, new Marked(2, new Object[0]));
            }
        }

        private static void nested(Marked first, int number, Marked second) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(100_000));
            if (number % 3 == 0) {
                Thread.yield();
            }
            Reference.reachabilityFence(first);
            Reference.reachabilityFence(second);
        }
    }

    private static final class Throwaway extends ClassLoader {
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(Work.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try (InputStream stream = StressVictim.class.getResourceAsStream("StressVictim$Work.class")) {
                byte[] content = stream.readAllBytes();
                return defineClass(name, content, 0, content.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static final AtomicReference<Throwable> WRONG = new AtomicReference<>();
    private static final Jvmti JVMTI = Victims.jvmti();
    private static volatile boolean end;
    private static volatile Thread newest = Thread.currentThread();
    private static volatile long found;

    private StressVictim() {}

    /** @param arguments number of walks */
    public static void main(String[] arguments) throws Exception {
        int walks = Integer.parseInt(arguments[0]);
        List<Thread> all = new ArrayList<>();
        all.add(start(StressVictim::churn));
        all.add(start(StressVictim::churn));
        all.add(start(StressVictim::suspend));
        for (int i = 0; i < walks && WRONG.get() == null; i++) {
            look();
            if (i % (walks / 4 + 1) == walks / 4) {
                System.out.println("walks " + i + ", locals " + found + ", " + resident());
            }
        }
        end = true;
        for (Thread thread : all) {
            thread.join();
        }
        assertThat(WRONG.get()).isNull();
        assertThat(found).isPositive();
        System.out.println("walks " + walks + ", locals " + found + ", " + resident());
    }

    private static Thread start(Runnable body) {
        Thread thread = new Thread(() -> {
            while (!end) {
                try {
                    body.run();
                } catch (Throwable e) {
                    WRONG.set(e);
                }
            }
        });
        thread.start();
        return thread;
    }

    private static void churn() {
        try {
            var constructor =
                    Class.forName(Work.class.getName(), true, new Throwaway()).getDeclaredConstructor();
            constructor.setAccessible(true);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Runnable work = (Runnable) constructor.newInstance();
                Thread thread = i % 2 == 0 ? virtual(work) : new Thread(work);
                if (thread.getState() == Thread.State.NEW) {
                    thread.start();
                }
                newest = thread;
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (ReflectiveOperationException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Thread virtual(Runnable work) throws ReflectiveOperationException {
        return Runtime.version().feature() < 21
                ? new Thread(work)
                : (Thread) Thread.class
                        .getMethod("startVirtualThread", Runnable.class)
                        .invoke(null, work);
    }

    private static void suspend() {
        Thread thread = newest;
        if (JVMTI.suspend(thread) == 0) {
            JVMTI.stacks(new Thread[] {thread}, 20);
            assertThat(JVMTI.resume(thread)).isZero();
        }
        LockSupport.parkNanos(50_000);
    }

    private static void look() {
        Thread[] threads = new Thread[Thread.activeCount() + 8];
        Thread.enumerate(threads);
        threads[threads.length - 1] = newest;
        List<Long> ids = new ArrayList<>();
        List<Object> classes = new ArrayList<>();
        for (long[] stack : JVMTI.stacks(threads, 50)) {
            for (int i = 0; stack != null && i < stack.length; i += 2) {
                MethodInfo method = JVMTI.method(stack[i]);
                if (method != null && method.name().equals("nested") && !ids.contains(stack[i])) {
                    ids.add(stack[i]);
                    classes.add(method.declaringClass()); // must stay for its id to mean something
                }
            }
        }
        Instances instances = JVMTI.instances(new Class<?>[] {Marked.class}, 200);
        assertThat(instances.error()).isZero();
        for (Object instance : instances.objects()) {
            assertThat(((Marked) instance).slot()).isBetween(0, 2);
        }
        Walk walk = JVMTI.walk(ids.stream().mapToLong(Long::longValue).toArray(), 500);
        Reference.reachabilityFence(classes);
        assertThat(walk.error()).isZero();
        for (int i = 0; i < walk.locals().length; i += Walk.STRIDE) {
            check(walk.objects()[(int) walk.locals()[i + 4]], (int) (walk.locals()[i + 4] >> 32));
        }
    }

    private static void check(Object object, int slot) {
        if (object instanceof Marked marked) { // or collected meanwhile
            assertThat(marked.slot()).isEqualTo(slot);
            List<FieldInfo> fields = JVMTI.fields().declaredFields(Marked.class);
            assertThat(JVMTI.fields().get(object, fields.get(0))).isEqualTo(slot);
            found++;
        } else {
            assertThat(object).isNull();
        }
    }

    private static String resident() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElse("no VmRSS");
    }
}
