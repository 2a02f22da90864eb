package io.github.threadreporter.collect.values;

import io.github.threadreporter.internal.FieldAccess;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
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

    private record Pending(Node node, Object object) {}

    private static final int MOST_TRIES = 3;

    private final CaptureLimits limits;
    private final Fields fields;
    private final Predicate<Class<?>> inApp;
    private final CustomRendering custom;
    private final LongSupplier nanoTime;
    private final Leaves leaves;
    private final Freezing freezing;
    private final Set<Class<?>> classes = new LinkedHashSet<>();
    private final Map<String, Long> cuts = new TreeMap<>();
    private final IdentityHashMap<Object, Node> known = new IdentityHashMap<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long bytes;

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
            List<ValueRenderer> renderers,
            LongSupplier nanoTime) {
        this.limits = limits;
        this.fields = new Fields(fields);
        this.inApp = inApp;
        this.custom = new CustomRendering(renderers, nanoTime);
        this.nanoTime = nanoTime;
        this.leaves = new Leaves(limits.variableText());
        this.freezing = new Freezing(limits.variableDepth());
    }

    /** Adds what a variable holds. */
    public Slot add(@Nullable Object value) {
        return new Root(content(value, 1, false));
    }

    /** Adds the receiver of a frame: with its fields only where its class is the application's own. */
    public Slot addReceiver(Object value) {
        return new Root(content(value, 1, !inApp.test(value.getClass())));
    }

    private Content content(@Nullable Object object, int level, boolean closed) {
        if (object == null) {
            return new Content.Leaf(Value.NULL);
        }
        if (Types.isSecret(object.getClass())) {
            return new Content.Leaf(new Value.Masked("type"));
        }
        Value leaf = leaves.of(object);
        if (leaf != null) {
            bytes += leaf instanceof Value.Text text ? text.text().length() : Long.BYTES;
            return object instanceof Enum<?> constant ? constant(constant, leaf, level) : new Content.Leaf(leaf);
        }
        Node node = known.get(object);
        if (node == null || (node.closed && !closed)) {
            addClasses(object.getClass());
            node = new Node(object.getClass(), Integer.toHexString(System.identityHashCode(object)), level, closed);
            known.put(object, node);
            pending.add(new Pending(node, object));
        }
        return node;
    }

    /** A constant may be of a type that is to be hidden. */
    private Node constant(Enum<?> constant, Value name, int level) {
        addClasses(constant.getDeclaringClass());
        Node node = new Node(constant.getDeclaringClass(), "", level, false);
        node.finish(name);
        return node;
    }

    private void addClasses(Class<?> type) {
        for (Class<?> at = type; at != null && !Types.isOfTheJdk(at); at = at.getSuperclass()) {
            classes.add(at);
        }
    }

    /** Reads all that was added, and lets go of every object. */
    public void read() {
        long deadline = nanoTime.getAsLong() + limits.variableMillis() * 1_000_000L;
        while (!pending.isEmpty()) {
            Pending next = pending.remove();
            String limit = limitFor(next.node(), deadline);
            if (!limit.isEmpty()) {
                next.node().unread(limit);
            } else if (!next.node().closed) {
                read(next);
            }
        }
        known.clear();
    }

    private String limitFor(Node node, long deadline) {
        if (node.level > limits.variableDepth()) {
            return "deeper than variableDepth=" + limits.variableDepth();
        }
        String limit = nanoTime.getAsLong() - deadline > 0
                ? "variableMillis=" + limits.variableMillis()
                : bytes > limits.variableTotalBytes() ? "variableTotalBytes=" + limits.variableTotalBytes() : "";
        if (!limit.isEmpty()) {
            cuts.merge(limit, 1L, Long::sum);
            return "no room: " + limit;
        }
        return "";
    }

    private void read(Pending next) {
        Value rendered = custom.render(next.object());
        if (rendered != null) {
            new NodeSink(next.node()).finish(rendered);
            return;
        }
        // What others change meanwhile is read again, a few times.
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            long changes = changes(next.object());
            next.node().reset();
            try {
                read(next.object(), new NodeSink(next.node()));
            } catch (RuntimeException e) {
                // Of an object that is being changed, anything may be found.
                next.node().unread("could not be read: " + e.getClass().getName());
            }
            if (changes == changes(next.object())) {
                return;
            }
        }
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
        if (into.node.finished() == null && into.node.shape() == Value.Shape.FIELDS) {
            fields(object, into);
        }
    }

    private void fields(Object object, NodeSink into) {
        Class<?> type = object.getClass();
        if (Types.isProxy(type)) {
            into.field("handler", fields.get(object, "h"));
            return;
        }
        if (Types.isOfTheJdk(type) && !Types.isLambda(type)) {
            return; // its fields would tell how it works, and not what it means
        }
        var all = Types.isLambda(type) ? fields.ofLambda(type) : fields.ofObject(type);
        into.begin(Value.Shape.FIELDS, all.size() + into.node.size());
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
        return Set.copyOf(classes);
    }

    /** Puts members into a node. */
    private final class NodeSink implements Sink {

        private final Node node;
        private int most = limits.variableFields();

        NodeSink(Node node) {
            this.node = node;
        }

        boolean isFull() {
            return node.size() >= most;
        }

        @Override
        public void begin(Value.Shape shape, long total) {
            node.shape(shape, total);
            most = shape == Value.Shape.FIELDS ? limits.variableFields() : limits.variableItems();
        }

        @Override
        public boolean item(@Nullable Object item) {
            if (!isFull()) {
                put(new Node.Part(Integer.toString(node.size()), inside(item), null, ""));
            }
            return !isFull();
        }

        @Override
        public boolean entry(@Nullable Object key, @Nullable Object value) {
            if (!isFull()) {
                Class<?> type = key instanceof Enum<?> constant ? constant.getDeclaringClass() : null;
                if (type != null) {
                    addClasses(type);
                }
                put(new Node.Part(key(key), inside(value), type, ""));
            }
            return !isFull();
        }

        @Override
        public void field(String name, @Nullable Object value) {
            put(new Node.Part(name, inside(value), null, ""));
            node.shape(Value.Shape.FIELDS, node.size());
        }

        void field(FieldAccess.FieldInfo field, @Nullable Object value) {
            String name = field.name().startsWith("val$") ? field.name().substring(4) : field.name();
            put(new Node.Part(name, inside(value), field.declaringClass(), field.name()));
        }

        @Override
        public void finish(Value value) {
            node.finish(value);
            bytes += value instanceof Value.Text text ? text.text().length() : 0;
        }

        @Override
        public int mostChars() {
            return limits.variableText();
        }

        private void put(Node.Part part) {
            bytes += part.name().length() + Long.BYTES;
            node.add(part);
        }

        private Content inside(@Nullable Object object) {
            return content(object, node.level + 1, false);
        }

        /** A key as text: what it says, or its class and identity. */
        private String key(@Nullable Object key) {
            if (key == null) {
                return "null";
            }
            Value leaf = Types.isSecret(key.getClass()) ? null : leaves.of(key);
            if (leaf instanceof Value.Text text) {
                return text.text();
            }
            return leaf instanceof Value.Plain plain
                    ? String.valueOf(plain.value())
                    : Types.name(key.getClass()) + "@" + Integer.toHexString(System.identityHashCode(key));
        }
    }
}
