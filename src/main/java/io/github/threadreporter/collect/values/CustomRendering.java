package io.github.threadreporter.collect.values;

import io.github.threadreporter.model.Value;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Calls the application's own renderers, and is on its guard. Not thread-safe. */
final class CustomRendering {

    private static final String THREAD = "thread-reporter-renderer";
    private static final long NANOS_A_VALUE = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long NANOS_IN_ALL = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MOST_CHARS = 1_024;

    /** Those that hung: each may still hold a thread. */
    private static final Set<ValueRenderer> SLOW =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    private final List<? extends ValueRenderer> renderers;
    private final LongSupplier nanoTime;
    private long left = NANOS_IN_ALL;

    CustomRendering(List<? extends ValueRenderer> renderers, LongSupplier nanoTime) {
        this.renderers = renderers;
        this.nanoTime = nanoTime;
    }

    /** What a renderer says of the object, or why it says nothing; null where there is none for it. */
    @Nullable
    Value render(Object object) {
        for (ValueRenderer renderer : renderers) {
            if (renderer.type().isInstance(object)) {
                return render(renderer, object);
            }
        }
        return null;
    }

    private Value render(ValueRenderer renderer, Object object) {
        String type = Types.name(object.getClass());
        if (SLOW.contains(renderer)) {
            return new Value.Unread(type, "its renderer took too long before, and is not called any more");
        }
        if (left <= 0) {
            return new Value.Unread(type, "no time is left for renderers in this capture");
        }
        FutureTask<@Nullable String> task = new FutureTask<>(() -> renderer.render(object));
        Thread thread = new Thread(null, task, THREAD, 0, false); // inherits no thread-locals
        thread.setDaemon(true);
        long start = nanoTime.getAsLong();
        try {
            thread.start();
            return text(type, task.get(Math.min(left, NANOS_A_VALUE), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            SLOW.add(renderer);
            return new Value.Unread(type, "its renderer took longer than 20 ms");
        } catch (ExecutionException e) {
            return new Value.Unread(
                    type,
                    "its renderer threw "
                            + Types.name(Objects.requireNonNull(e.getCause()).getClass()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Value.Unread(type, "interrupted");
        } finally {
            left -= nanoTime.getAsLong() - start;
        }
    }

    private static Value text(String type, @Nullable String text) {
        String shown = String.valueOf(text);
        int end = Math.min(shown.length(), MOST_CHARS);
        return new Value.Text(type, shown.substring(0, end), shown.length() - end);
    }
}
