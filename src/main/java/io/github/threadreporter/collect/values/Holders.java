package io.github.threadreporter.collect.values;

import io.github.threadreporter.collect.values.Contents.Reader;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Value.Shape;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What holds one value or a state: optionals, references, futures, locks, buffers, pools. */
final class Holders {

    private static final String[] TASK_STATES = {
        "new", "completing", "done", "failed", "cancelled", "interrupting", "interrupted"
    };
    private static final int TASK_DONE = 2;
    private static final int TASK_FAILED = 3;

    /** A ThreadPoolExecutor keeps its state in the uppermost bits of the count of its threads. */
    private static final int POOL_SIZE_MASK = (1 << 29) - 1;

    private Holders() {}

    static void register(Map<String, Reader> readers) {
        readers.put("java.util.Optional", Holders::optional);
        for (String type : new String[] {"Int", "Long", "Double"}) {
            readers.put("java.util.Optional" + type, Holders::optionalNumber);
        }
        readers.put("java.util.concurrent.atomic.AtomicReference", field("value"));
        readers.put("java.lang.ref.WeakReference", field("referent"));
        readers.put("java.lang.ref.SoftReference", field("referent"));
        readers.put("java.util.concurrent.CompletableFuture", Holders::future);
        readers.put("java.util.concurrent.FutureTask", Holders::task);
        readers.put("java.util.concurrent.CountDownLatch", synchronizer("count"));
        readers.put("java.util.concurrent.Semaphore", synchronizer("permits"));
        readers.put(
                "java.util.concurrent.locks.ReentrantLock",
                (object, fields, into) -> lock(fields.get(object, "sync"), fields, into));
        readers.put("java.util.concurrent.locks.ReentrantLock$Sync", Holders::lock);
        for (String lock : new String[] {"", "$ReadLock", "$WriteLock"}) {
            readers.put("java.util.concurrent.locks.ReentrantReadWriteLock" + lock, Holders::readWriteLock);
        }
        readers.put("java.util.concurrent.ThreadPoolExecutor", Holders::pool);
        readers.put("java.nio.Buffer", Holders::buffer);
        readers.put("java.net.URL", Holders::url);
        readers.put("java.util.Date", Holders::date);
    }

    private static Reader field(String name) {
        return (object, fields, into) -> into.field(name, fields.get(object, name));
    }

    private static void optional(Object object, Fields fields, Sink into) {
        presence(fields.get(object, "value"), into);
    }

    private static void optionalNumber(Object object, Fields fields, Sink into) {
        presence(Boolean.TRUE.equals(fields.get(object, "isPresent")) ? fields.get(object, "value") : null, into);
    }

    private static void presence(@Nullable Object value, Sink into) {
        into.begin(Shape.ITEMS, value == null ? 0 : 1);
        if (value != null) {
            into.item(value);
        }
    }

    /** A result that is null or an exception is kept in an object of its own. */
    private static void future(Object object, Fields fields, Sink into) {
        Object result = fields.get(object, "result");
        boolean wrapped = result != null && result.getClass().getName().endsWith("CompletableFuture$AltResult");
        Object failure = wrapped ? fields.get(result, "ex") : null;
        into.field("state", failure != null ? "failed" : result == null ? "incomplete" : "done");
        if (failure != null) {
            into.field("exception", failure);
        } else if (result != null) {
            into.field("result", wrapped ? null : result);
        }
    }

    private static void task(Object object, Fields fields, Sink into) {
        int state = (int) fields.number(object, "state");
        into.field("state", state >= 0 && state < TASK_STATES.length ? TASK_STATES[state] : state);
        if (state == TASK_DONE || state == TASK_FAILED) {
            into.field(state == TASK_DONE ? "result" : "exception", fields.get(object, "outcome"));
        }
        into.field("runner", fields.get(object, "runner"));
        into.field("callable", fields.get(object, "callable"));
    }

    private static Reader synchronizer(String name) {
        return (object, fields, into) -> into.field(name, fields.get(fields.get(object, "sync"), "state"));
    }

    private static void lock(@Nullable Object sync, Fields fields, Sink into) {
        into.field("heldBy", fields.get(sync, "exclusiveOwnerThread"));
        into.field("holds", fields.get(sync, "state"));
    }

    /** Readers are counted in the upper half of one number, an int or in newer JDKs a long. */
    private static void readWriteLock(Object object, Fields fields, Sink into) {
        Object sync = fields.get(object, "sync");
        into.field("heldBy", fields.get(sync, "exclusiveOwnerThread"));
        Object state = fields.get(sync, "state");
        long both = state instanceof Number number ? number.longValue() : 0;
        int half = state instanceof Long ? Integer.SIZE : Short.SIZE;
        into.field("writeHolds", both & ((1L << half) - 1));
        into.field("readHolds", both >>> half);
    }

    private static void pool(Object object, Fields fields, Sink into) {
        into.field("poolSize", (int) fields.number(fields.get(object, "ctl"), "value") & POOL_SIZE_MASK);
        into.field("corePoolSize", fields.get(object, "corePoolSize"));
        into.field("maximumPoolSize", fields.get(object, "maximumPoolSize"));
        into.field("completed", fields.get(object, "completedTaskCount"));
        into.field("queue", fields.get(object, "workQueue"));
    }

    private static void buffer(Object object, Fields fields, Sink into) {
        for (String name : new String[] {"position", "limit", "capacity"}) {
            into.field(name, fields.get(object, name));
        }
    }

    /** Its own methods ask a handler, which may be the application's. */
    private static void url(Object object, Fields fields, Sink into) {
        String port = fields.number(object, "port") < 0 ? "" : ":" + fields.number(object, "port");
        Object ref = fields.get(object, "ref");
        into.text(
                "java.net.URL",
                fields.get(object, "protocol")
                        + "://"
                        + fields.get(object, "host")
                        + port
                        + fields.get(object, "file")
                        + (ref == null ? "" : "#" + ref));
    }

    private static void date(Object object, Fields fields, Sink into) {
        long millis = fields.number(object, "fastTime");
        try {
            into.text(
                    Types.name(object.getClass()), Instant.ofEpochMilli(millis).toString());
        } catch (DateTimeException e) {
            into.finish(Value.of(millis));
        }
    }
}
