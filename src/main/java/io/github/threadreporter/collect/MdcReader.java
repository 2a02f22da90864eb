package io.github.threadreporter.collect;

import io.github.threadreporter.internal.ForeignFields;
import io.github.threadreporter.internal.LibraryNames;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The mapped diagnostic context of slf4j 1.7 and later: of logback 1.3 and later, and of slf4j's own {@code
 * BasicMDCAdapter}. These keep a plain {@code HashMap}; a synchronized map (logback 1.2) is left alone, since reading it
 * takes its lock.
 */
final class MdcReader implements ContextReader {

    private static final String MDC = LibraryNames.of("org", "slf4j", "MDC");
    private static final String ADAPTER = LibraryNames.of("org", "slf4j", "spi", "MDCAdapter");

    /** Of slf4j 2.0.17 and later, and before. */
    private static final List<String> ADAPTER_FIELDS = List.of("MDC_ADAPTER", "mdcAdapter");

    private record Field(String name, Class<?> type) {}

    /** Of logback 1.3 and later, of slf4j 2, of slf4j 1.7, of logback 1.2. */
    private static final List<Field> MAP_FIELDS = List.of(
            new Field("readWriteThreadLocalMap", ThreadLocal.class),
            new Field("inheritableThreadLocalMap", InheritableThreadLocal.class),
            new Field("inheritableThreadLocal", InheritableThreadLocal.class),
            new Field("copyOnThreadLocal", ThreadLocal.class));

    @Override
    public String what() {
        return "MDC";
    }

    @Override
    public String whyUnknown() {
        return "it cannot be read without taking its lock";
    }

    @Override
    public Set<String> types() {
        return Set.of(MDC, ADAPTER);
    }

    @Override
    public Optional<ThreadLocal<?>> variable(LibraryCopy library, ForeignFields fields) {
        Class<?> mdc = library.type(MDC);
        Class<?> type = library.type(ADAPTER);
        Object adapter = mdc == null || type == null ? null : adapter(mdc, type, fields);
        return Optional.ofNullable(adapter == null ? null : variableOf(adapter, fields));
    }

    private static @Nullable Object adapter(Class<?> mdc, Class<?> type, ForeignFields fields) {
        for (String name : ADAPTER_FIELDS) {
            Object adapter = fields.ofClass(mdc, name, type);
            if (adapter != null) {
                return adapter;
            }
        }
        return null; // not yet in use
    }

    private static @Nullable ThreadLocal<?> variableOf(Object adapter, ForeignFields fields) {
        for (Field field : MAP_FIELDS) {
            if (fields.ofObject(adapter, field.name(), field.type()) instanceof ThreadLocal<?> variable) {
                return variable;
            }
        }
        return null;
    }

    @Override
    public Found read(Object value, LibraryCopy library, ContextBuilder into) {
        if (value.getClass() != HashMap.class && value.getClass() != LinkedHashMap.class) {
            return Found.UNKNOWN;
        }
        return into.mdc((Map<?, ?>) value) ? Found.CONTEXT : Found.NOTHING;
    }
}
