package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.JvmCollector;
import io.github.threadreporter.collect.variables.VariableReader;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Wait;
import java.util.List;
import java.util.Optional;

/** Looks at the JVM that it runs in, with all collectors or with some, and finds in a dump what a test asks for. */
final class TaskLooks {

    static final CaptureLimits LIMITS = limits().build();

    /** Ample time, so that nothing is missing on a busy machine. */
    static CaptureLimits.Builder limits() {
        return CaptureLimits.builder()
                .taskMillis(60_000)
                .variablePauseMillis(60_000)
                .variableMillis(60_000)
                .classFileMillis(60_000)
                .heapWalkMillis(60_000);
    }

    private TaskLooks() {}

    static ThreadDump look() {
        return look(LIMITS, TaskCollectors.all());
    }

    static ThreadDump look(CaptureLimits limits, List<TaskCollector> collectors) {
        return look(limits, collectors, HeapWalk.off());
    }

    static ThreadDump look(CaptureLimits limits, List<TaskCollector> collectors, HeapWalk heapWalk) {
        Jvmti.Loading library = Jvmti.load();
        Jdk jdk = Jdk.probe(library);
        VariableReader variables = VariableReader.builder(jdk, library, limits)
                .inApp(frame -> frame.className().startsWith("io.github.threadreporter."))
                .build();
        return new JvmCollector(jdk, limits, variables, collectors, heapWalk)
                .look(CaptureReason.MANUAL)
                .dump();
    }

    static CapturedThread thread(ThreadDump dump, String name) {
        return dump.threads().stream()
                .filter(thread -> thread.name().equals(name)
                        || thread.name().startsWith(name + " @")) // the debug mode of coroutines adds theirs
                .findFirst()
                .orElseThrow(() -> new AssertionError("no thread " + name));
    }

    /** The running thread of that name. */
    static Thread live(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no thread " + name));
    }

    /** What the thread of that name waits for, as the graph tells. */
    static Optional<Resource> awaited(ThreadDump dump, String threadName) {
        return awaited(dump, Node.thread(thread(dump, threadName).id()));
    }

    static Optional<Resource> awaited(ThreadDump dump, Node who) {
        return dump.waits().waits().stream()
                .filter(wait -> wait.who().equals(who))
                .map(Wait::what)
                .findFirst()
                .map(ref -> dump.waits().resources().stream()
                        .filter(resource -> resource.ref().equals(ref))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("a wait for what is no resource: " + ref)));
    }

    /** Lets the thread come to where it waits. */
    static void untilWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            if (!thread.isAlive()) {
                throw new AssertionError(thread + " has ended");
            }
            Thread.onSpinWait();
        }
    }
}
