package io.github.threadreporter.collect.variables;

import io.github.threadreporter.collect.JvmCollector;
import io.github.threadreporter.collect.Look;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** A thread of this JVM that waits inside of code of a test, and what a look sees of its variables. */
final class Victim implements AutoCloseable {

    static final CaptureLimits LIMITS = CaptureLimits.builder()
            .variablePauseMillis(60_000)
            .variableMillis(60_000)
            .classFileMillis(60_000)
            .build();

    /** Lists threads by what the library opens. */
    private static final Jdk JDK = Jdk.probe(Jvmti.load());

    private static final String NAME = "victim-of-variables";

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread;

    /** @param code is to run the given action somewhere inside */
    Victim(Consumer<Runnable> code) {
        CountDownLatch inside = new CountDownLatch(1);
        thread = new Thread(
                () -> code.accept(() -> {
                    inside.countDown();
                    await(done);
                }),
                NAME);
        thread.start();
        await(inside);
        while (thread.getState() != Thread.State.WAITING) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
    }

    static VariableReader.Builder reader(CaptureLimits limits) {
        return VariableReader.builder(JDK, Jvmti.load(), limits).inApp(frame -> true);
    }

    ThreadDump look(VariableReader reader) {
        Look look = new JvmCollector(JDK, LIMITS, reader).look(CaptureReason.MANUAL);
        return look.dump();
    }

    CapturedThread find(ThreadDump dump) {
        return dump.threads().stream()
                .filter(each -> each.name().equals(NAME))
                .findFirst()
                .orElseThrow();
    }

    /** What a look shows in the newest frame of that method. */
    FrameVariables frame(VariableReader reader, String method) {
        CapturedThread victim = find(look(reader));
        int depth = 0;
        for (Frame frame : victim.stack().frames()) {
            FrameVariables variables = victim.variablesAt(depth++);
            if (frame.method().equals(method) && variables != null) {
                return variables;
            }
        }
        throw new AssertionError("no variables of " + method + ", only " + victim.variables());
    }

    /** Variables by name, in their order, as short text. */
    Map<String, String> variables(VariableReader reader, String method) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Variable variable : frame(reader, method).variables()) {
            texts.put(variable.name(), text(variable.value()));
        }
        return texts;
    }

    private static String text(Value value) {
        if (value instanceof Value.Text text) {
            return text.text();
        }
        return value instanceof Value.Structure structure ? structure.type() : value.toString();
    }

    @Override
    public void close() {
        done.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
    }
}
