package io.github.threadreporter.collect.values;

import io.github.threadreporter.internal.FieldAccess;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objects of one capture into bounded text: all that variables hold first, then what is inside of these, and so
 * on, so that a limit cuts what is deepest. Each object is described once, however many refer to it.
 *
 * <p><b>Consistency.</b> Other threads run on: two fields of one object may be of different moments, and a collection
 * that is being changed may show an item too few or too many. <b>Overhead.</b> The calling thread alone is held, at most
 * {@link CaptureLimits#variableMillis()}. <b>Mechanism.</b> Fields; no method of a class outside of the JDK is called but
 * that of a {@link ValueRenderer}.
 *
 * <p>Not thread-safe. {@link #value} may be called by another thread than the one that read, later.
 */
public final class ValueReading {

    /** What a variable will be told as. */
    public interface Slot {}

    private record Root(Content content) implements Slot {}

    private static final int MOST_TRIES = 3;

    /** What one takes as text, about, where it has any. */
    private static final int BYTES_OF_AN_OBJECT = 64;

    private final CaptureLimits limits;
    private final Fields fields;
    private final Predicate<Class<?>> inApp;
    private final CustomRendering custom;
    private final LongSupplier nanoTime;
    private final Reached reached;
    private final Freezing freezing;
    private final Map<String, Long> cuts = new TreeMap<>();

    /**
     * For one capture.
     *
     * @param inApp whether a class is the application's own
     * @param renderers the application's ways of showing its objects
     */
    public ValueReading(
            CaptureLimits limits,
            FieldAccess fields,
            Predicate<Class<?>> inApp,
            List<? extends ValueRenderer> renderers,
            LongSupplier nanoTime) {
        this.limits = limits;
        this.fields = new Fields(fields);
        this.inApp = inApp;
        this.custom = new CustomRendering(renderers, nanoTime);
        this.nanoTime = nanoTime;
        this.reached = new Reached(new Leaves(limits.variableText()));
        this.freezing = new Freezing(limits.variableDepth());
    }

    /** Adds what a variable holds. */
    public Slot add(@Nullable Object value) {
        return new Root(reached.content(value, 1, false));
    }

    /** Adds the receiver of a frame: with its fields only where its class is the application's own. */
    public Slot addReceiver(Object value) {
        return new Root(reached.content(value, 1, !inApp.test(value.getClass())));
    }

    /** Whether what has been added so far leaves room for more; where not, {@link #left} says that something was left out. */
    public boolean hasRoom() {
        return reached.bytes() <= limits.variableTotalBytes()
                && reached.objects() <= limits.variableTotalBytes() / BYTES_OF_AN_OBJECT;
    }

    /** Counts objects that were not added, since there was no room. */
    public void left(long count) {
        cuts.merge("variableTotalBytes=" + limits.variableTotalBytes(), count, Long::sum);
    }

    /** Reads all that was added, and lets go of every object. */
    public void read() {
        long deadline = nanoTime.getAsLong() + limits.variableMillis() * 1_000_000L;
        for (Reached.Pending next = reached.next(); next != null; next = reached.next()) {
            String limit = limitFor(next.node(), deadline);
            if (!limit.isEmpty()) {
                next.node().unread(limit);
            } else if (!next.node().closed) {
                read(next);
            }
        }
        reached.letGo();
    }

    private String limitFor(Node node, long deadline) {
        if (node.level > limits.variableDepth()) {
            return "deeper than variableDepth=" + limits.variableDepth();
        }
        String limit = nanoTime.getAsLong() - deadline > 0
                ? "variableMillis=" + limits.variableMillis()
                : reached.bytes() > limits.variableTotalBytes()
                        ? "variableTotalBytes=" + limits.variableTotalBytes()
                        : "";
        if (!limit.isEmpty()) {
            cuts.merge(limit, 1L, Long::sum);
            return "no room: " + limit;
        }
        return "";
    }

    private void read(Reached.Pending next) {
        Value rendered = custom.render(next.object());
        if (rendered != null) {
            sink(next).finish(rendered);
            return;
        }
        // What others change meanwhile is read again, a few times.
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            long changes = changes(next.object());
            next.node().reset();
            try {
                read(next.object(), sink(next));
            } catch (RuntimeException e) {
                // Of an object that is being changed, anything may be found.
                next.node().unread("could not be read: " + e.getClass().getName());
            }
            if (changes == changes(next.object())) {
                return;
            }
        }
    }

    private NodeSink sink(Reached.Pending next) {
        return new NodeSink(next.node(), reached, limits);
    }

    /** How often a collection of the JDK was changed; of what does not count this, the same every time. */
    private long changes(Object object) {
        return object instanceof Iterable || object instanceof Map ? fields.number(object, "modCount") : 0;
    }

    private void read(Object object, NodeSink into) {
        Contents.Reader reader = Contents.of(object.getClass());
        if (reader != null) {
            reader.read(object, fields, into);
        } else if (object instanceof Throwable) {
            into.field("message", fields.get(object, "detailMessage"));
            Object cause = fields.get(object, "cause");
            into.field("cause", cause == object ? null : cause);
        }
        if (into.takesFields()) {
            fields(object, into);
        }
    }

    private void fields(Object object, NodeSink into) {
        Class<?> type = object.getClass();
        if (Types.isProxy(type)) {
            into.field("handler", fields.get(object, "h"));
            return;
        }
        if (Types.isMachinery(type)) {
            return;
        }
        var all = Types.isLambda(type) ? fields.ofLambda(type) : fields.ofObject(type);
        into.begin(Value.Shape.FIELDS, all.size() + into.size());
        for (FieldAccess.FieldInfo field : all) {
            if (into.isFull()) {
                return;
            }
            into.field(field, fields.get(object, field));
        }
    }

    /** What limits cut. */
    public List<Cut> cuts() {
        List<Cut> all = new ArrayList<>();
        cuts.forEach((limit, count) -> all.add(new Cut("objects in variables", count, limit)));
        return all;
    }

    /**
     * The finished value of what was added.
     *
     * @param hiding the same for all values of a capture
     */
    public Value value(Slot slot, Hiding hiding) {
        return freezing.value(((Root) slot).content(), hiding);
    }

    /** The classes outside of the JDK of which there were objects, and their superclasses. */
    public Set<Class<?>> classes() {
        return reached.classes();
    }
}
