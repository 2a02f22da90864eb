package io.github.threadreporter.collect.variables;

import io.github.threadreporter.collect.values.ValueReading;
import io.github.threadreporter.internal.FieldAccess;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.VariableScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The variables of one look. Threads are offered, {@link #read} finds and reads what they hold and lets go of every
 * live object, {@link #finish} gives names, later and on another thread. Not for two threads at a time.
 */
public final class VariableLook {

    static final String WHAT = "local variables";

    private final VariableReader reader;
    private final FrameChoice choice;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Set<Long> involved = new HashSet<>();
    private final List<Missing> missing = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final Map<Long, ThreadPlan> plans = new HashMap<>();
    private final ValueReading reading;
    private long frames;
    private Duration took = Duration.ZERO;
    private BiPredicate<String, String> roots = (className, method) -> false;

    VariableLook(VariableReader reader) {
        this.reader = reader;
        this.choice = new FrameChoice(reader.scope, reader.inApp, reader.limits);
        this.reading =
                new ValueReading(reader.limits, reader.fields, choice::isInApp, reader.renderers, reader.nanoTime);
    }

    /** Which frames, by class and method, lead to something beyond variables: their live objects are handed on. */
    public void rootsAre(BiPredicate<String, String> wanted) {
        roots = wanted;
    }

    /** What all values of this look are read by. */
    public ValueReading values() {
        return reading;
    }

    /** Whether that is code of the application. */
    public boolean isInApp(StackTraceElement frame) {
        return choice.isInApp(frame);
    }

    /** Whether objects of that class are the application's own. */
    public boolean isInApp(Class<?> type) {
        return choice.isInApp(type);
    }

    /** Reads fields without running any code. */
    public FieldAccess fields() {
        return reader.fields;
    }

    /** What the JVM tells to native code; null where the library is not there. */
    public @Nullable Jvmti jvmti() {
        return reader.library.jvmti();
    }

    /** What this JDK can tell. */
    public Jdk jdk() {
        return reader.jdk;
    }

    /** Why no live object can be had; empty where they can. */
    public String lack() {
        return reader.scope == VariableScope.OFF ? "variables are switched off" : reader.library.lack();
    }

    /** Whether any variable can be had. */
    private boolean isWanted() {
        return reader.scope != VariableScope.OFF && reader.library.jvmti() != null;
    }

    /**
     * A thread that was looked at.
     *
     * @param onCarrier whether it is a platform thread or a mounted virtual one
     * @param stack the frames that will be shown, newest first
     */
    public void offer(Thread thread, long id, boolean onCarrier, List<StackTraceElement> stack) {
        if (!isWanted()) {
            return;
        }
        if (onCarrier) {
            frames += stack.size();
        }
        List<Integer> wanted = choice.of(stack);
        Set<Integer> rooted = choice.roots(stack, wanted, roots);
        if (!wanted.isEmpty() || !rooted.isEmpty()) {
            candidates.add(new Candidate(thread, id, onCarrier, stack, wanted, rooted));
        }
    }

    /**
     * No thread can be offered.
     *
     * @param remedy what would change that, e.g. a flag of the JVM
     */
    public void cannotOffer(String why, String remedy) {
        if (isWanted()) {
            missing.add(new Missing(WHAT, why, remedy));
        }
    }

    /** A thread that waits for another, or is waited for: it comes first where not all can be had. */
    public void involve(long threadId) {
        involved.add(threadId);
    }

    /**
     * Finds and reads the variables of the threads that were offered; pauses the JVM.
     *
     * @param found gets the live objects in these variables and in the roots before any is read, may add further ones to
     *     {@link #values()}, and must let go of them
     */
    public void read(Consumer<List<Local>> found) {
        read(this::readAll, found);
    }

    /** The same for the calling thread alone, without a pause. */
    public void readCaller() {
        read(
                jvmti -> {
                    CallerFrames caller =
                            new CallerFrames(reader, jvmti, new LiveReading(new Methods(jvmti::method), reading));
                    candidates.forEach(candidate -> readCaller(caller, candidate));
                },
                locals -> {});
    }

    private void read(Consumer<Jvmti> way, Consumer<List<Local>> found) {
        long start = reader.nanoTime.getAsLong();
        Jvmti jvmti = reader.library.jvmti();
        if (reader.scope != VariableScope.OFF && jvmti == null) {
            missing.add(new Missing(WHAT, reader.library.lack(), ""));
        }
        if (isWanted() && jvmti != null) {
            way.accept(jvmti);
        }
        List<Local> locals = new ArrayList<>();
        plans.forEach((id, plan) -> locals.addAll(plan.takeLocals(id)));
        found.accept(locals);
        if (jvmti != null) {
            reading.read();
            cuts.addAll(reading.cuts());
        }
        candidates.clear();
        took = Duration.ofNanos(reader.nanoTime.getAsLong() - start);
    }

    private boolean readCaller(CallerFrames caller, Candidate candidate) {
        Optional<ThreadPlan> plan = caller.read(candidate);
        plan.ifPresent(found -> plans.put(candidate.id(), found));
        return plan.isPresent();
    }

    private void readAll(Jvmti jvmti) {
        List<Candidate> ordered = Selection.order(candidates, involved);
        Methods methods = new Methods(jvmti::method);
        LiveReading live = new LiveReading(methods, reading);
        CallerFrames caller = new CallerFrames(reader, jvmti, live);
        CarriedThreads carried = new CarriedThreads(reader, jvmti, methods, reading);
        ContinuedThreads continued = new ContinuedThreads(reader, jvmti, live);
        for (Candidate candidate : ordered) {
            if (candidate.thread() == Thread.currentThread() && readCaller(caller, candidate)) {
                continue;
            }
            if (candidate.onCarrier()) {
                carried.add(candidate);
            } else {
                continued.add(candidate);
            }
        }
        plans.putAll(carried.read(frames));
        plans.putAll(continued.read());
        missing.addAll(carried.missing());
        missing.addAll(continued.missing());
        cuts.addAll(carried.cuts());
        cuts.addAll(continued.cuts());
    }

    /** The part of the look that went into variables. */
    public Duration took() {
        return took;
    }

    /**
     * Names for what was read. Waits for class files. Holds no live object of the application.
     *
     * @param classes further ones of which the class files are wanted
     */
    public Named finish(Collection<Class<?>> classes) {
        return new Finishing(reader, reading).finish(plans, classes);
    }

    /**
     * What was read, with names.
     *
     * @param byThread variables by id of the thread
     * @param late gives names to whatever else was read
     */
    public record Named(Map<Long, List<FrameVariables>> byThread, LateNames late) {}

    /** What could not be had, known after {@link #read}. */
    public List<Missing> missing() {
        return missing;
    }

    /** What limits left out, known after {@link #read}. */
    public List<Cut> cuts() {
        return cuts;
    }
}
