package io.github.threadreporter.internal.jvmti;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the library does, under the names and signatures that {@code environment.c} registers. Only types of {@code java}
 * here: shading may rename ours. An {@code int} that is returned is an error of JVMTI, or 0.
 */
final class Natives {

    private Natives() {}

    /** Must be called from this class: the library registers its functions with the class that loads it. */
    @SuppressWarnings("restricted") // a warning of newer JDKs, which tell it to the user as well
    static void load(Path file) {
        System.load(file.toString());
    }

    /** Takes the capabilities of all that follows. Until then the library costs nothing at all. */
    static native int prepare();

    static native int takeSuspending();

    static native int dropSuspending();

    static native int suspend(Thread thread);

    static native int resume(Thread thread);

    static native boolean isAgent();

    /** Throws whatever {@code Module.implAddOpens} does. */
    static native void open(Module module, String packageName, Module to);

    static native int stacks(Thread[] threads, int maxFrames, long[] @Nullable [] result);

    /** @param figures gets modifiers, size of the locals, size of the arguments, 1 where obsolete */
    static native Object @Nullable [] method(long id, int[] figures);

    /** @param figures gets the number of locals left, nanoseconds, error */
    static native Object @Nullable [] walk(long[] methods, int maxObjects, long[] figures);

    /** @param figures gets the number of objects left, nanoseconds, error */
    static native @Nullable Object @Nullable [] instances(Class<?>[] bases, int maxObjects, long[] figures);

    static native Object @Nullable [] fields(Class<?> type);

    static native long primitive(Object target, long field, char type);

    static native @Nullable Object object(Object target, long field);

    static native int locals(
            Thread thread, long[] wanted, long maxNanos, int[] statuses, long[] values, @Nullable Object[] objects);

    /** @param signatures as in class files, each ended by 0 */
    static native Class<?> @Nullable [] loadedClasses(byte[] signatures);

    static native boolean isInitialized(Class<?> type);

    /** @param name in modified UTF-8; empty for all methods */
    static native long @Nullable [] methods(Class<?> type, byte[] name);

    static native byte @Nullable [] constantPool(Class<?> type);

    static native @Nullable String sourceFile(Class<?> type);

    /** Throws {@code NoSuchMethodError} where a JDK has no such way. */
    static native @Nullable Class<?> loaded(ClassLoader loader, String name);
}
