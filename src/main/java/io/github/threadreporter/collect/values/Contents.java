package io.github.threadreporter.collect.values;

import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Value.Shape;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What classes of the JDK mean, read from their own fields: collections, maps, queues, locks and others. A class of which
 * this JDK's fields are not the expected ones is shown by class and identity. Stateless but for {@link Fields}.
 */
final class Contents {

    /** Reads one object of the class that it is registered for. */
    interface Reader {
        void read(Object object, Fields fields, Sink into);
    }

    private static final Map<String, Reader> READERS = new HashMap<>();

    static {
        Sequences.register(READERS);
        Tables.register(READERS);
        Wrappers.register(READERS);
        Contents.registerOthers(READERS);
    }

    private Contents() {}

    /** The reader for that class, or null: then nothing is known of it but its fields. */
    static @Nullable Reader of(Class<?> type) {
        return type.isArray() ? Arrays::read : Types.isOfTheJdk(type) ? READERS.get(type.getName()) : null;
    }

    private static void registerOthers(Map<String, Reader> readers) {
        readers.put(
                Optional.class.getName(),
                (object, fields, into) -> optional(((Optional<?>) object).orElse(null), into));
        readers.put(
                OptionalInt.class.getName(),
                (object, fields, into) ->
                        optional(((OptionalInt) object).isPresent() ? fields.get(object, "value") : null, into));
        readers.put(
                OptionalLong.class.getName(),
                (object, fields, into) ->
                        optional(((OptionalLong) object).isPresent() ? fields.get(object, "value") : null, into));
        readers.put(
                OptionalDouble.class.getName(),
                (object, fields, into) ->
                        optional(((OptionalDouble) object).isPresent() ? fields.get(object, "value") : null, into));
        for (String builder : new String[] {"java.lang.StringBuilder", "java.lang.StringBuffer"}) {
            readers.put(builder, Builders::read);
        }
        readers.put(
                "java.util.concurrent.atomic.AtomicReference",
                (object, fields, into) -> into.field("value", fields.get(object, "value")));
        readers.put(
                "java.util.concurrent.atomic.AtomicReferenceArray",
                (object, fields, into) -> Arrays.read(fields.get(object, "array"), fields, into));
        readers.put(
                "java.util.concurrent.atomic.AtomicIntegerArray",
                (object, fields, into) -> Arrays.read(fields.get(object, "array"), fields, into));
        readers.put(
                "java.util.concurrent.atomic.AtomicLongArray",
                (object, fields, into) -> Arrays.read(fields.get(object, "array"), fields, into));
        readers.put("java.util.concurrent.locks.ReentrantLock", Contents::lock);
        readers.put("java.util.concurrent.locks.ReentrantLock$NonfairSync", Contents::sync);
        readers.put("java.util.concurrent.locks.ReentrantLock$FairSync", Contents::sync);
        readers.put(
                "java.util.concurrent.CountDownLatch",
                (object, fields, into) -> into.field("count", fields.get(fields.get(object, "sync"), "state")));
        readers.put(
                "java.util.concurrent.Semaphore",
                (object, fields, into) -> into.field("permits", fields.get(fields.get(object, "sync"), "state")));
        readers.put(
                "java.util.concurrent.CompletableFuture",
                (object, fields, into) -> into.field("result", fields.get(object, "result")));
        readers.put("java.net.URL", (object, fields, into) -> url(object, fields, into));
        readers.put("java.util.Date", (object, fields, into) -> into.field("millis", fields.get(object, "fastTime")));
    }

    private static void optional(@Nullable Object value, Sink into) {
        into.begin(Shape.ITEMS, value == null ? 0 : 1);
        if (value != null) {
            into.item(value);
        }
    }

    private static void lock(Object object, Fields fields, Sink into) {
        sync(fields.get(object, "sync"), fields, into);
    }

    private static void sync(@Nullable Object sync, Fields fields, Sink into) {
        into.field("heldBy", fields.get(sync, "exclusiveOwnerThread"));
        into.field("holds", fields.get(sync, "state"));
    }

    /** Its own methods ask a handler, which may be the application's. */
    private static void url(Object object, Fields fields, Sink into) {
        String port = fields.number(object, "port") < 0 ? "" : ":" + fields.number(object, "port");
        into.finish(new Value.Text(
                "java.net.URL",
                fields.get(object, "protocol") + "://" + fields.get(object, "host") + port + fields.get(object, "file"),
                0));
    }
}
