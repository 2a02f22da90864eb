package io.github.threadreporter.collect;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mapped diagnostic context of logback 1.3 and later ({@code LogbackMDCAdapter.readWriteThreadLocalMap}) and of
 * slf4j's own {@code BasicMDCAdapter}. Both keep a plain {@code HashMap}; a synchronized map (logback 1.2) is left
 * alone, since reading it takes its lock.
 */
final class MdcReader implements ContextReader {

    private static final String[] FIELDS = {"readWriteThreadLocalMap", "inheritableThreadLocalMap"};

    private final @Nullable ClassLoader loader;

    MdcReader(@Nullable ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public String what() {
        return "MDC";
    }

    @Override
    public Optional<ThreadLocal<?>> variable() {
        try {
            Object adapter = Class.forName("org.slf4j.MDC", true, loader)
                    .getMethod("getMDCAdapter")
                    .invoke(null);
            return adapter == null ? Optional.empty() : variableOf(adapter);
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty(); // no slf4j, or one without an adapter: there is no MDC
        }
    }

    private static Optional<ThreadLocal<?>> variableOf(Object adapter) throws IllegalAccessException {
        for (Class<?> type = adapter.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (isMap(field.getName())
                        && field.trySetAccessible()
                        && field.get(adapter) instanceof ThreadLocal<?> v) {
                    return Optional.of(v);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isMap(String field) {
        return field.equals(FIELDS[0]) || field.equals(FIELDS[1]);
    }

    @Override
    public boolean read(Object value, ContextBuilder into) {
        if (value.getClass() != HashMap.class && value.getClass() != LinkedHashMap.class) {
            return false;
        }
        into.mdc((Map<?, ?>) value);
        return true;
    }
}
