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
    private final Map<String, List<Object>> instances;
    private final VariableLook variables;
    private @Nullable Reachable reachable;

    /** @param instances from the heap, by name of their class or superclass */
    LiveState(
            Map<Long, LiveThread> threads,
            List<Local> locals,
            LiveObjects objects,
            LiveCode code,
            VariableLook variables,
            Map<String, List<Object>> instances) {
        this.threads = threads;
        this.instances = instances;
        threads.values().forEach(thread -> byThread.put(thread.thread(), thread));
        this.locals = locals;
        this.objects = objects;
        this.producers = new Producers(objects);
        this.code = code;
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

    /** What these objects lead to. Found when it is first asked for, and only once. */
    public Reachable reachable() {
        if (reachable == null) {
            reachable = Reachable.from(locals, this);
        }
        return reachable;
    }

    /** Whether anything that variables lead to was left out. */
    boolean isCut() {
        return reachable != null && reachable.isCut();
    }

    /**
     * The instances of a class and of its subclasses, where the heap was walked for it.
     *
     * @param className one of the {@link TaskCollector#heapClasses()}
     * @return in no order; some may be garbage already, which nobody refers to. Empty where the heap was not walked
     */
    public List<Object> instances(String className) {
        return instances.getOrDefault(className, List.of());
    }

    /**
     * What a static field holds in each class of that name that is loaded and initialised.
     *
     * @param type the name of the type of the field
     * @return without those that hold null or cannot be read
     */
    public List<Object> statics(String className, String field, String type) {
        return Statics.read(variables.jdk().loadedClasses(), className, field, type);
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
        return variables.jdk();
    }
}
