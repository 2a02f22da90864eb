package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.variables.Local;
import io.github.threadreporter.collect.variables.VariableLook;
import io.github.threadreporter.internal.Jdk;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a JVM has come across that may lead to tasks. Holds live objects: not to be kept longer than the look.
 */
public final class LiveState {

    private final Map<Long, LiveThread> threads;
    private final IdentityHashMap<Thread, LiveThread> byThread = new IdentityHashMap<>();
    private final List<Local> locals;
    private final LiveObjects objects;
    private final Producers producers;
    private final LiveCode code;
    private final Jdk jdk;
    private final VariableLook variables;

    LiveState(
            Map<Long, LiveThread> threads,
            List<Local> locals,
            LiveObjects objects,
            LiveCode code,
            Jdk jdk,
            VariableLook variables) {
        this.threads = threads;
        threads.values().forEach(thread -> byThread.put(thread.thread(), thread));
        this.locals = locals;
        this.objects = objects;
        this.producers = new Producers(objects);
        this.code = code;
        this.jdk = jdk;
        this.variables = variables;
    }

    /** The threads that were seen. */
    public Collection<LiveThread> threads() {
        return threads.values();
    }

    /** The thread of that id; null where it was not seen. */
    public @Nullable LiveThread thread(long id) {
        return threads.get(id);
    }

    /** The same for the thread itself. */
    public @Nullable LiveThread of(@Nullable Thread thread) {
        return byThread.get(thread);
    }

    /**
     * The objects in local variables of the frames that collectors {@linkplain TaskCollector#wants wanted}, and of those
     * of the application; by thread, newest frame first.
     */
    public List<Local> locals() {
        return locals;
    }

    /** Whether that is code of the application. */
    public boolean isInApp(StackTraceElement frame) {
        return variables.isInApp(frame);
    }

    /** Whether objects of that class are the application's own. */
    public boolean isInApp(Class<?> type) {
        return variables.isInApp(type);
    }

    /** Reads what is inside of objects. */
    public LiveObjects objects() {
        return objects;
    }

    /** Knows which method a function runs. */
    LiveCode code() {
        return code;
    }

    /** Who will complete which future. */
    Producers producers() {
        return producers;
    }

    /** What this JDK can tell. */
    Jdk jdk() {
        return jdk;
    }
}
