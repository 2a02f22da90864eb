package io.github.threadreporter.collect.values;

import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Value.Member;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what was read into values without cycles. An object is the same value wherever it is shown at the same depth; a
 * reference back to an object that is being shown is a {@link Value.Reference}. Not thread-safe.
 */
final class Freezing {

    private final int depth;
    /** By how many levels are left below. */
    private final List<Map<Node, Value>> finished = new ArrayList<>();

    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Node> masked = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Class<?>, Boolean> hiddenTypes = new HashMap<>();
    private final Set<Node> examined = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable Hiding hiding;

    Freezing(int depth) {
        this.depth = depth;
        for (int i = 0; i <= depth; i++) {
            finished.add(new IdentityHashMap<>());
        }
    }

    Value value(Content content, Hiding by) {
        if (hiding != by) {
            hiding = by;
            finished.forEach(Map::clear);
            masked.clear();
            hiddenTypes.clear();
            examined.clear();
        }
        examine(content, by);
        return freeze(content, depth, by);
    }

    /**
     * Finds the objects that a hidden field holds: they are masked wherever else they are shown. Values that were
     * finished before such a field was seen are finished anew.
     */
    private void examine(Content root, Hiding by) {
        int before = masked.size();
        Deque<Node> ahead = new ArrayDeque<>();
        push(root, ahead);
        while (!ahead.isEmpty()) {
            for (Node.Part part : ahead.pop().parts()) {
                if (isHidden(part, by) && part.content() instanceof Node node) {
                    masked.add(node);
                }
                push(part.content(), ahead);
            }
        }
        if (masked.size() > before) {
            finished.forEach(Map::clear);
        }
    }

    private void push(Content content, Deque<Node> ahead) {
        if (content instanceof Node node && examined.add(node)) {
            ahead.push(node);
        }
    }

    private Value freeze(Content content, int left, Hiding by) {
        if (content instanceof Content.Leaf leaf) {
            return leaf.value();
        }
        Node node = (Node) content;
        if (masked.contains(node) || isHidden(node.type, by)) {
            return new Value.Masked("annotation");
        }
        Value single = node.finished();
        if (single != null) {
            return single;
        }
        if (!node.unread().isEmpty()) {
            return new Value.Unread(label(node), node.unread());
        }
        if (left == 0 || open.contains(node)) {
            return new Value.Reference(Types.name(node.type), node.identity);
        }
        Value known = finished.get(left).get(node);
        if (known == null) {
            known = structure(node, left, by);
            finished.get(left).put(node, known);
        }
        return known;
    }

    private Value structure(Node node, int left, Hiding by) {
        open.add(node);
        List<Member> members = new ArrayList<>(node.size());
        for (Node.Part part : node.parts()) {
            boolean hidden = isHidden(part, by);
            members.add(new Member(
                    name(part, by), hidden ? new Value.Masked("annotation") : freeze(part.content(), left - 1, by)));
        }
        open.remove(node);
        return new Value.Structure(Types.name(node.type), node.identity, node.shape(), members, node.total());
    }

    private String name(Node.Part part, Hiding by) {
        Class<?> owner = part.owner();
        return owner != null && part.field().isEmpty() && isHidden(owner, by) ? Types.name(owner) : part.name();
    }

    private static boolean isHidden(Node.Part part, Hiding by) {
        Class<?> owner = part.owner();
        return owner != null && !part.field().isEmpty() && by.hides(owner, part.field());
    }

    private boolean isHidden(Class<?> type, Hiding by) {
        for (Class<?> at = type; at != null && !Types.isOfTheJdk(at); at = at.getSuperclass()) {
            if (hiddenTypes.computeIfAbsent(at, by::hides)) {
                return true;
            }
        }
        return false;
    }

    private static String label(Node node) {
        return Types.name(node.type) + "@" + node.identity;
    }
}
