package io.github.threadreporter.collect.variables;

import io.github.threadreporter.collect.classfile.ClassFiles;
import io.github.threadreporter.collect.values.FixedRenderer;
import io.github.threadreporter.collect.values.ValueRenderer;
import io.github.threadreporter.internal.FieldAccess;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.VariableScope;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Reads the local variables of other threads, and of the calling one. Lives as long as its reporter. Thread-safe; one
 * look at a time.
 *
 * <p><b>Consistency.</b> A variable is shown only in a frame of which method and bytecode index were the same when the
 * stack was looked at and when the variable was found; a thread that moved on in between shows none there, and the
 * frame says so. All object variables of platform threads and mounted virtual threads are of one instant, some
 * milliseconds after the stacks. The objects are read just after that: fields and contents are those of this later
 * moment, and of a thread that runs on they may be newer than the variable that leads to them. An unmounted virtual
 * thread is suspended while it is read.
 *
 * <p><b>Overhead.</b> One pause, about twice that of the stacks: 0.1 ms a thread of 40 frames. It is estimated before,
 * and where it would exceed {@link CaptureLimits#variablePauseMillis()} no variable of platform threads is read.
 * Virtual threads cost no pause, and about 0.1 ms each. Between captures nothing is armed.
 *
 * <p><b>Mechanism.</b> JVMTI {@code FollowReferences} reports the objects on all stacks and needs no start-up flag;
 * names come from class files; {@code LiveStackFrame} for unmounted virtual threads and the calling thread.
 */
public final class VariableReader {

    final VariableScope scope;
    final Predicate<Frame> inApp;
    final CaptureLimits limits;
    final Jvmti.Loading library;
    final FieldAccess fields;
    final Jdk jdk;
    final ClassFiles classFiles;
    final List<FixedRenderer> renderers;
    final Set<String> hidingAnnotations;
    final LongSupplier nanoTime;
    final PauseEstimate pauses = new PauseEstimate();

    private VariableReader(Builder builder) {
        this.scope = builder.scope;
        this.inApp = builder.inApp;
        this.limits = builder.limits;
        this.library = builder.library;
        Jvmti jvmti = builder.library.jvmti();
        this.fields = jvmti == null ? new NoFields() : jvmti.fields();
        this.jdk = builder.jdk;
        this.renderers = builder.renderers.stream().map(FixedRenderer::of).toList();
        this.hidingAnnotations = Set.copyOf(builder.hidingAnnotations);
        this.nanoTime = builder.nanoTime;
        this.classFiles = new ClassFiles(limits, nanoTime);
    }

    /** A reader for this JVM. */
    public static Builder builder(Jdk jdk, Jvmti.Loading library, CaptureLimits limits) {
        return new Builder(jdk, library, limits);
    }

    /** A reader that reads nothing. */
    public static VariableReader off(CaptureLimits limits) {
        return builder(Jdk.probe(), new Jvmti.Loading(null, "switched off"), limits)
                .scope(VariableScope.OFF)
                .build();
    }

    /** Begins a look: threads are offered to it, then it reads. */
    public VariableLook begin() {
        return new VariableLook(this);
    }

    /** Not thread-safe. */
    public static final class Builder {
        private final Jdk jdk;
        private final Jvmti.Loading library;
        private final CaptureLimits limits;
        private VariableScope scope = VariableScope.IN_APP;
        private Predicate<Frame> inApp = frame -> !frame.inJdkModule();
        private List<ValueRenderer> renderers = List.of();
        private Set<String> hidingAnnotations = Set.of("Confidential");
        private LongSupplier nanoTime = System::nanoTime;

        private Builder(Jdk jdk, Jvmti.Loading library, CaptureLimits limits) {
            this.jdk = jdk;
            this.library = library;
            this.limits = limits;
        }

        /** Which frames show variables. */
        public Builder scope(VariableScope value) {
            scope = value;
            return this;
        }

        /** Which code is the application's; asked on the calling thread, many times. */
        public Builder inApp(Predicate<Frame> value) {
            inApp = value;
            return this;
        }

        /** The application's own ways of showing objects. */
        public Builder renderers(List<ValueRenderer> value) {
            renderers = value;
            return this;
        }

        /** Simple names of annotations that hide a type, a field or a parameter. */
        public Builder hidingAnnotations(Set<String> value) {
            hidingAnnotations = value;
            return this;
        }

        Builder nanoTime(LongSupplier value) {
            nanoTime = value;
            return this;
        }

        public VariableReader build() {
            return new VariableReader(this);
        }
    }
}
