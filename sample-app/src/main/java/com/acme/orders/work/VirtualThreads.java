package com.acme.orders.work;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * Virtual threads, which JDK 21 and later have. This code is compiled for 17, so it finds them by name; the one place
 * that does.
 */
public final class VirtualThreads {

    private static final Optional<VirtualThreads> INSTANCE = find();

    private final MethodHandle ofVirtual;
    private final MethodHandle name;
    private final MethodHandle factory;
    private final MethodHandle perTaskExecutor;

    private VirtualThreads(
            MethodHandle ofVirtual, MethodHandle name, MethodHandle factory, MethodHandle perTaskExecutor) {
        this.ofVirtual = ofVirtual;
        this.name = name;
        this.factory = factory;
        this.perTaskExecutor = perTaskExecutor;
    }

    /** Empty on a JDK without virtual threads. */
    public static Optional<VirtualThreads> ifAvailable() {
        return INSTANCE;
    }

    /**
     * The same executor as {@link #executor} gives.
     *
     * @throws UnsupportedOperationException on a JDK without virtual threads
     */
    public static ExecutorService executorOrRefuse(String prefix) {
        return ifAvailable()
                .orElseThrow(() -> new UnsupportedOperationException(
                        "virtual threads need JDK 21 or later; this is " + Runtime.version()))
                .executor(prefix);
    }

    /** An executor that starts a virtual thread for each task, named {@code prefix-1}, {@code prefix-2}... */
    public ExecutorService executor(String prefix) {
        try {
            Object builder = name.invoke(ofVirtual.invoke(), prefix + "-", 1L);
            ThreadFactory threads = (ThreadFactory) factory.invoke(builder);
            return (ExecutorService) perTaskExecutor.invoke(threads);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("virtual threads are there, but do not start", e);
        }
    }

    private static Optional<VirtualThreads> find() {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
            return Optional.of(new VirtualThreads(
                    lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder)),
                    lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class, long.class)),
                    lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class)),
                    lookup.findStatic(
                            Executors.class,
                            "newThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class, ThreadFactory.class))));
        } catch (ReflectiveOperationException e) {
            return Optional.empty(); // a JDK before 21, or 19 and 20 without their preview
        }
    }
}
