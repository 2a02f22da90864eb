package io.github.threadreporter.trigger.remote;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.trigger.CaptureRequests;
import io.github.threadreporter.trigger.Outcome;
import java.io.Closeable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Captures when the process gets a signal, on a thread of its own; signals that come while it captures ask for one more
 * capture together. The handler that was there before gets the signal back at the end. Thread-safe.
 */
public final class SignalTrigger implements Closeable {

    /** With these a process is told to end, and it must. */
    private static final Set<String> ENDING = Set.of("HUP", "INT", "TERM");

    private final Class<?> signals;
    private final Object signal;
    private final Object handler;
    private final Object before;
    private final ThreadPoolExecutor worker;
    private final Consumer<String> log;

    private SignalTrigger(
            Class<?> signals,
            Object signal,
            Object handler,
            Object before,
            ThreadPoolExecutor worker,
            Consumer<String> log) {
        this.signals = signals;
        this.signal = signal;
        this.handler = handler;
        this.before = before;
        this.worker = worker;
        this.log = log;
    }

    /**
     * Takes over the signal.
     *
     * @param name without {@code SIG}, e.g. {@code USR1}; which ones are free is for the JVM to say
     * @param log told of each capture, in words
     * @throws IllegalArgumentException if it is not free, not known, or one that ends processes
     * @throws UnsupportedOperationException if this JVM has no module {@code jdk.unsupported}
     */
    public static SignalTrigger install(String name, CaptureRequests requests, Consumer<String> log) {
        String upper = name.strip().toUpperCase(Locale.ROOT);
        String number = upper.startsWith("SIG") ? upper.substring(3) : upper;
        if (ENDING.contains(number)) {
            throw new IllegalArgumentException("signal: " + number + " ends the process, and is not to be taken");
        }
        ThreadPoolExecutor worker = worker();
        try {
            Class<?> signals = Class.forName("sun.misc.Signal");
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            Object signal = signals.getConstructor(String.class).newInstance(number);
            Object handler = Proxy.newProxyInstance(
                    handlers.getClassLoader(),
                    new Class<?>[] {handlers},
                    new HandOver(worker, () -> capture(number, requests, log)));
            Object before = handle(signals, handlers).invoke(null, signal, handler);
            return new SignalTrigger(signals, signal, handler, before, worker, log);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "signal: " + number + ": " + e.getCause().getMessage(), e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new UnsupportedOperationException(
                    "no signal: this JVM has no module jdk.unsupported (--add-modules jdk.unsupported adds it)", e);
        }
    }

    private static Method handle(Class<?> signals, Class<?> handlers) throws ReflectiveOperationException {
        return signals.getMethod("handle", signals, handlers);
    }

    /** One thread, which ends when there is nothing to do, and one capture that waits for it. */
    private static ThreadPoolExecutor worker() {
        ThreadPoolExecutor worker = new ThreadPoolExecutor(
                1,
                1,
                5,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(1),
                work -> {
                    Thread thread = new Thread(null, work, "thread-reporter-signal", 0, false);
                    thread.setDaemon(true);
                    thread.setContextClassLoader(SignalTrigger.class.getClassLoader());
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        worker.allowCoreThreadTimeOut(true);
        return worker;
    }

    private static void capture(String name, CaptureRequests requests, Consumer<String> log) {
        try {
            CaptureReport report = requests.request(new CaptureReason("signal", "SIG" + name));
            String refusal = Outcome.refusal(report);
            log.accept("capture by signal " + name + ": " + (refusal == null ? report.captureId() : refusal));
        } catch (RuntimeException | LinkageError e) {
            log.accept("capture by signal " + name + " failed: " + e);
        }
    }

    /** Who has taken over the signal since keeps it. */
    @Override
    public void close() {
        try {
            Class<?> handlers = Class.forName("sun.misc.SignalHandler");
            Object present = handle(signals, handlers).invoke(null, signal, before);
            if (present != handler) {
                var unused = handle(signals, handlers).invoke(null, signal, present);
            }
        } catch (ReflectiveOperationException e) {
            log.accept("the signal cannot be given back: " + e);
        }
        worker.shutdown();
    }

    /** A handler runs on a thread of the JVM and must return at once. */
    private record HandOver(ThreadPoolExecutor worker, Runnable capture) implements InvocationHandler {
        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
            return switch (method.getName()) {
                case "handle" -> {
                    worker.execute(capture);
                    yield null;
                }
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "thread-reporter";
            };
        }
    }
}
