package io.github.threadreporter.collect.tasks.pools;

import io.github.threadreporter.collect.tasks.LiveObjects;
import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.variables.Local;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The connections that Spring has bound to threads for their transactions. They are in no frame of a thread that, amid a
 * transaction, does something else.
 */
final class BoundConnections {

    private static final String HOLDER = "org.springframework.transaction.support.ResourceHolderSupport";

    /** From a holder to the connection: of JDBC, of JPA by Hibernate, of Hibernate itself. */
    private static final List<List<String>> WAYS = List.of(
            List.of("currentConnection"),
            List.of("connectionHandle", "connection"),
            List.of("entityManager", "jdbcCoordinator", "logicalConnection", "physicalConnection"),
            List.of("session", "jdbcCoordinator", "logicalConnection", "physicalConnection"));

    /** A thread has some tens of them. */
    private static final int MOST_VARIABLES = 1_024;

    private final LiveState seen;
    private final LiveObjects objects;
    private final Elements elements;

    BoundConnections(LiveState seen) {
        this.seen = seen;
        this.objects = seen.objects();
        this.elements = new Elements(objects);
    }

    /** Hands out each connection with its thread: of those threads of which there are objects, so not of idle ones. */
    void forEach(BiConsumer<LiveThread, Object> found) {
        Set<Long> threads = new LinkedHashSet<>();
        for (Local local : seen.locals()) {
            threads.add(local.threadId());
        }
        for (long id : threads) {
            LiveThread thread = seen.thread(id);
            if (thread != null) {
                for (Object resources : threadLocals(thread)) {
                    connections(resources, thread, found);
                }
            }
        }
    }

    private void connections(Object resources, LiveThread thread, BiConsumer<LiveThread, Object> found) {
        for (Object holder : elements.of(resources)) {
            if (objects.isA(holder, HOLDER)) {
                for (List<String> way : WAYS) {
                    Object connection = along(holder, way);
                    if (connection != null) {
                        found.accept(thread, connection);
                    }
                }
            }
        }
    }

    private @Nullable Object along(Object from, List<String> way) {
        Object at = from;
        for (String field : way) {
            at = objects.get(at, field);
        }
        return at;
    }

    /** The maps in thread-local variables. */
    private List<Object> threadLocals(LiveThread thread) {
        List<Object> maps = new ArrayList<>();
        if (objects.get(thread.thread(), "threadLocals", "table") instanceof Object[] table) {
            for (int i = 0; i < table.length && i < MOST_VARIABLES; i++) {
                Object value = objects.get(table[i], "value");
                if (value != null && value.getClass().getName().equals("java.util.HashMap")) {
                    maps.add(value);
                }
            }
        }
        return maps;
    }
}
