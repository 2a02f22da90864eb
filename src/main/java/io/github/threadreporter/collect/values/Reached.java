package io.github.threadreporter.collect.values;

import io.github.threadreporter.model.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects that one reading has come to, each once, and those of them that are to be read yet. Not thread-safe. */
final class Reached {

    /** An object that is to be read. */
    record Pending(Node node, Object object) {}

    private final Leaves leaves;
    private final Set<Class<?>> classes = new LinkedHashSet<>();
    private final IdentityHashMap<Object, Node> known = new IdentityHashMap<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long bytes;

    Reached(Leaves leaves) {
        this.leaves = leaves;
    }

    /**
     * What is to be told of an object.
     *
     * @param level 1 for what a variable holds
     * @param closed whether what is inside is not wanted
     */
    Content content(@Nullable Object object, int level, boolean closed) {
        if (object == null) {
            return new Content.Leaf(Value.NULL);
        }
        if (Types.isSecret(object.getClass())) {
            return new Content.Leaf(new Value.Masked("type"));
        }
        Value leaf = leaves.of(object);
        if (leaf != null) {
            count(leaf);
            return object instanceof Enum<?> constant ? constant(constant, leaf, level) : new Content.Leaf(leaf);
        }
        Node node = known.get(object);
        if (node == null || (node.closed && !closed)) {
            addClasses(object.getClass());
            node = new Node(object.getClass(), identity(object), level, closed);
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

    /** An entry; its key as text is what it says, or its class and identity. */
    Node.Part entry(@Nullable Object key, Content value) {
        if (key == null) {
            return new Node.Part("null", value, null, "");
        }
        if (key instanceof Enum<?> constant) {
            addClasses(constant.getDeclaringClass());
            return new Node.Part(constant.name(), value, constant.getDeclaringClass(), "");
        }
        Value leaf = Types.isSecret(key.getClass()) ? null : leaves.of(key);
        String text = leaf instanceof Value.Text own
                ? own.text()
                : leaf instanceof Value.Plain plain
                        ? String.valueOf(plain.value())
                        : Types.name(key.getClass()) + "@" + identity(key);
        return new Node.Part(text, value, null, "");
    }

    private static String identity(Object object) {
        return Integer.toHexString(System.identityHashCode(object));
    }

    private void addClasses(Class<?> type) {
        for (Class<?> at = type; at != null && !Types.isOfTheJdk(at); at = at.getSuperclass()) {
            classes.add(at);
        }
    }

    void count(Value value) {
        bytes += value instanceof Value.Text text ? text.text().length() : Long.BYTES;
    }

    void count(String name) {
        bytes += name.length() + Long.BYTES;
    }

    long bytes() {
        return bytes;
    }

    /** How many objects it has come to. */
    int objects() {
        return known.size();
    }

    @Nullable
    Pending next() {
        return pending.poll();
    }

    void letGo() {
        known.clear();
        pending.clear();
    }

    /** The classes outside of the JDK of which there were objects, and their superclasses. */
    Set<Class<?>> classes() {
        return Set.copyOf(classes);
    }
}
