package io.github.threadreporter.internal.jvmti;

import io.github.threadreporter.internal.FieldAccess;
import io.github.threadreporter.internal.LoadedClasses;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM tells only to native code. Needs no flag: the library is loaded on demand, asks only for what may be had
 * at any time, listens to no event and changes no class. Thread-safe.
 *
 * <p>Consistency: each method says of what moment its answer is; between two calls threads run on. Method ids mean
 * nothing once their class is unloaded, and are taken only as another method here returned them.
 *
 * <p>Overhead: none until a method is called. On JDK 21 and later, virtual threads take some 40 ns longer to mount and
 * unmount after the first call that looks at threads.
 *
 * <p>Mechanism: JVMTI. While the JVM is shutting down its functions refuse, which is an answer like any other here.
 */
public final class Jvmti {

    /** The frames of one stack that can be asked for. */
    public static final int MAX_FRAMES = 65_536;

    /** The objects of one walk that can be asked for. */
    public static final int MAX_OBJECTS = 65_536;

    /** The objects of one walk over the heap that can be asked for. */
    public static final int MAX_INSTANCES = 4_194_304;

    /** The locals of one reading that can be asked for. */
    public static final int MAX_LOCALS = 4_096;

    private static final int INVALID_THREAD = 10;
    private static final long MAX_NANOS = 10_000_000_000L;

    /**
     * What became of loading the library.
     *
     * @param jvmti null where it could not be loaded
     * @param lack why not; empty where it was
     */
    public record Loading(@Nullable Jvmti jvmti, String lack) {}

    private static final class Holder {
        static final Loading LOADING = new Loader().load();
    }

    private final FieldAccess fields = new JvmtiFields();
    private final LoadedClasses classes = new JvmtiClasses(this);
    private final String lackOfLocals;
    private final Suspending suspending = new Suspending();
    private volatile boolean prepared;

    Jvmti(String lackOfAgent) {
        lackOfLocals = Natives.isAgent() ? "" : lackOfAgent;
    }

    /** Loads the library at the first call, which touches the disk; never throws. Later calls give the same result. */
    public static Loading load() {
        return Holder.LOADING;
    }

    /**
     * Opens a package to the module of this library, as {@code --add-opens} does.
     *
     * @return whether it is open now
     */
    public boolean open(Module module, String packageName) {
        Module us = Jvmti.class.getModule();
        try {
            Natives.open(module, packageName, us);
        } catch (RuntimeException | LinkageError e) { // no such package, or a JDK without the method
            return false;
        }
        return module.isOpen(packageName, us);
    }

    /**
     * Where threads stand: frames newest first as pairs of method id and bytecode index (-1 in native methods), with the
     * hidden frames that stack traces leave out. Null for a thread that has not started, has ended, or cannot be looked
     * at. Each stack is of one moment, all of them together are not. Platform and virtual threads.
     */
    public long[] @Nullable [] stacks(Thread[] threads, int maxFrames) {
        check("maxFrames", maxFrames, MAX_FRAMES);
        prepare();
        long[] @Nullable [] result = new long[threads.length] @Nullable [];
        Natives.stacks(threads, maxFrames, result);
        return result;
    }

    /** The method of that id; null where its class is gone or nothing can be told about it. */
    public @Nullable MethodInfo method(long id) {
        prepare();
        int[] figures = new int[4];
        Object[] parts = Natives.method(id, figures);
        return parts == null
                ? null
                : new MethodInfo(
                        (Class<?>) parts[0],
                        (String) parts[1],
                        (String) parts[2],
                        figures[0],
                        figures[1],
                        figures[2],
                        (byte[]) parts[3],
                        (int[]) parts[4],
                        figures[3] != 0);
    }

    /**
     * The methods that the class itself declares, in no order; empty where it is not linked yet.
     *
     * @param name of all of these methods, in ASCII; empty for all that it declares
     */
    public List<MethodInfo> methods(Class<?> type, String name) {
        prepare();
        long[] ids = Natives.methods(type, name.getBytes(StandardCharsets.US_ASCII));
        List<MethodInfo> methods = new ArrayList<>();
        for (long id : ids == null ? new long[0] : ids) {
            MethodInfo method = method(id);
            if (method != null) {
                methods.add(method);
            }
        }
        return methods;
    }

    /** The constant pool as in a class file, from the number of its entries on; null for classes that have none. */
    public byte @Nullable [] constantPool(Class<?> type) {
        prepare();
        return Natives.constantPool(type);
    }

    /** The name of the source file without a folder; null where the class does not tell. */
    public @Nullable String sourceFile(Class<?> type) {
        prepare();
        return Natives.sourceFile(type);
    }

    /**
     * The class that a class loader has loaded, itself or by asking another one. Loads none, and runs no code of a class
     * loader.
     *
     * @param loader null for the boot class loader, which gives classes that are not loaded yet, too
     * @param name as {@code Class.getName} tells it
     */
    public @Nullable Class<?> loaded(@Nullable ClassLoader loader, String name) {
        try {
            return loader == null ? Class.forName(name, false, null) : Natives.loaded(loader, name);
        } catch (ClassNotFoundException | LinkageError e) {
            return null; // absence is the answer
        }
    }

    /**
     * The objects in local variables of the wanted methods, on the stacks of all platform threads and mounted virtual
     * threads, as they were in one pause; fields of these objects may have changed since. No primitive values. Compiled
     * code may have dropped a variable that it does not need any more. The pause grows with the number of threads and
     * their depth, not with the heap. Fetching the objects takes time with the square of their number, hence some
     * thousands at most.
     *
     * @param methods ids; those whose class is gone are passed over, and without any there is no pause
     * @param maxObjects distinct objects; four times as many locals are recorded
     */
    public Walk walk(long[] methods, int maxObjects) {
        check("maxObjects", maxObjects, MAX_OBJECTS);
        long[] sorted = methods.clone();
        Arrays.sort(sorted);
        long[] figures = new long[3];
        Object[] parts = Natives.walk(sorted, maxObjects, figures);
        int left = (int) Math.min(figures[0], Integer.MAX_VALUE);
        return parts == null
                ? new Walk(new Object[0], new long[0], left, figures[1], (int) figures[2])
                : new Walk((@Nullable Object[]) parts[0], (long[]) parts[1], left, figures[1], 0);
    }

    /**
     * The objects of these classes and of all their subclasses, of those that implement them where they are interfaces:
     * found by a walk over the whole heap, in one pause that grows with it, about 0.8 ms for each MiB of small
     * objects. Objects that nobody refers to any more are among them until the garbage collector takes them. Those
     * that are found stay alive while the caller holds them.
     *
     * @param bases without any that is loaded there is no pause
     * @param maxObjects further ones are counted only
     */
    public Instances instances(Class<?>[] bases, int maxObjects) {
        check("maxObjects", maxObjects, MAX_INSTANCES);
        long[] figures = new long[3];
        @Nullable Object[] found = Natives.instances(bases.clone(), maxObjects, figures);
        List<Object> objects = new ArrayList<>(found == null ? 0 : found.length);
        for (Object object : found == null ? new Object[0] : found) {
            if (object != null) { // else it was collected before it could be had
                objects.add(object);
            }
        }
        return new Instances(objects, figures[0], figures[1], (int) figures[2]);
    }

    /** Whether {@link #readLocals} works: only where the JVM was started with this library as its agent. */
    public boolean canReadLocals() {
        return lackOfLocals.isEmpty();
    }

    /** Why {@link #readLocals} does not work; empty where it does. */
    public String lackOfLocals() {
        return lackOfLocals;
    }

    /**
     * Reads locals of another thread, primitive ones and those not needed any more too. The thread is suspended
     * meanwhile, so all values are of one moment; every local that is read is one short pause of the whole JVM.
     *
     * @param wanted {@value LocalReading#STRIDE} longs a local, those of a frame together: depth (0 is the newest
     *     frame), method id, bytecode index, slot, first character of the descriptor of its type. A frame that stands
     *     elsewhere by then is not read.
     * @param maxNanos after that much time, ten seconds at most, no further local is read
     */
    public LocalReading readLocals(Thread thread, long[] wanted, long maxNanos) {
        int count = wanted.length / LocalReading.STRIDE;
        check("number of locals", count, MAX_LOCALS);
        int[] statuses = new int[count];
        long[] values = new long[count];
        @Nullable Object[] objects = new @Nullable Object[count];
        long start = System.nanoTime();
        int error = thread == Thread.currentThread() ? INVALID_THREAD : suspending.take();
        if (error == 0) {
            try {
                long nanos = Math.max(0, Math.min(maxNanos, MAX_NANOS));
                error = Natives.locals(thread, wanted, nanos, statuses, values, objects);
            } finally {
                suspending.drop();
            }
        }
        return new LocalReading(error, statuses, values, objects, System.nanoTime() - start);
    }

    /** Whether threads can be suspended now: a JVM lets one agent do so, and a debugger may be that one. */
    public boolean maySuspend() {
        prepare();
        if (suspending.take() != 0) {
            return false;
        }
        suspending.drop();
        return true;
    }

    /**
     * Suspends a thread, which may hold any lock: until {@link #resume} the caller must do nothing that could wait for
     * one. Never the calling thread. Fails while a debugger or another agent may suspend threads: a JVM allows one.
     *
     * @return 0, or the error of JVMTI
     */
    public int suspend(Thread thread) {
        if (thread == Thread.currentThread()) {
            return INVALID_THREAD;
        }
        prepare();
        int error = suspending.take();
        if (error == 0) {
            error = Natives.suspend(thread);
            if (error != 0) {
                suspending.drop();
            }
        }
        return error;
    }

    /**
     * Lets a thread go on; exactly once for each time that {@link #suspend} returned 0.
     *
     * @return 0, or the error of JVMTI
     */
    public int resume(Thread thread) {
        int error = Natives.resume(thread);
        suspending.drop();
        return error;
    }

    /** Reads any field of any object, hidden classes and records included. */
    public FieldAccess fields() {
        return fields;
    }

    /** Finds the loaded classes of every class loader. */
    public LoadedClasses classes() {
        return classes;
    }

    /** Without a lock once it is done: a thread that this one has suspended might hold it. */
    private void prepare() {
        if (!prepared) {
            synchronized (this) {
                prepared = Natives.prepare() == 0;
            }
        }
    }

    private static void check(String name, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(name + " must be 1 to " + max + ", not " + value);
        }
    }
}
