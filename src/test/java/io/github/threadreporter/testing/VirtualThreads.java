package io.github.threadreporter.testing;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What newer JDKs have, called from classes compiled for 17. */
public final class VirtualThreads {

    private VirtualThreads() {}

    public static ExecutorService executor() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    public static Thread start(String name, Runnable work) throws ReflectiveOperationException {
        Class<?> builderType = Class.forName("java.lang.Thread$Builder");
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        builderType.getMethod("name", String.class).invoke(builder, name);
        return (Thread) builderType.getMethod("start", Runnable.class).invoke(builder, work);
    }

    /** Forks the subtasks in a {@code StructuredTaskScope}, a preview of JDK 25, and waits for all of them. */
    public static void forkAndJoin(List<Callable<Object>> subtasks) throws ReflectiveOperationException {
        Class<?> type = Class.forName("java.util.concurrent.StructuredTaskScope");
        Object scope = type.getMethod("open").invoke(null);
        try {
            for (Callable<Object> subtask : subtasks) {
                type.getMethod("fork", Callable.class).invoke(scope, subtask);
            }
            type.getMethod("join").invoke(scope);
        } finally {
            type.getMethod("close").invoke(scope);
        }
    }

    /** Runs with a new {@code ScopedValue} bound to the value. */
    public static void whereBound(Object value, Runnable work) {
        try {
            Class<?> type = Class.forName("java.lang.ScopedValue");
            Object key = type.getMethod("newInstance").invoke(null);
            Object carrier = type.getMethod("where", type, Object.class).invoke(null, key, value);
            Class.forName("java.lang.ScopedValue$Carrier")
                    .getMethod("run", Runnable.class)
                    .invoke(carrier, work);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
