package io.github.threadreporter.convert;

import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The variables of one frame within the bytes that the server keeps of them. Each is shown in a word first, then gets
 * an equal share of the room for what is inside, then what others did not need, breadth first. Not thread-safe.
 */
final class FrameVars {

    /** No variable can have this name. */
    static final String MISSING = "(missing)";

    private static final int MARK_BYTES = ServerBytes.of(mark(Integer.MAX_VALUE));

    private final FrameScope scope = new FrameScope();
    private final List<String> names = new ArrayList<>();
    private final List<ShownValue> values = new ArrayList<>();
    private final String missing;
    private int leftOut;
    private int room;

    /** @param bytes most bytes of all values, as the server counts them */
    FrameVars(FrameVariables frame, int bytes) {
        this.missing = frame.missing().isEmpty() ? "" : ServerBytes.cut(frame.missing(), bytes / 2);
        this.room = bytes - (missing.isEmpty() ? 0 : ServerBytes.of(missing));
        List<Variable> ordered = frame.variables().stream()
                .sorted(Comparator.comparing(Variable::kind))
                .toList();
        int rest = addWords(ordered, room);
        if (leftOut > 0) {
            room -= MARK_BYTES;
            rest = addWords(ordered, room);
        }
        names.forEach(scope::take);
        for (ShownValue value : values) {
            int share = room / values.size() - value.bytes();
            rest -= grow(List.of(value), Math.min(share, rest));
        }
        grow(values, rest);
    }

    /** Each variable as short as it can be, while there is room; returns how much is left. */
    private int addWords(List<Variable> ordered, int most) {
        names.clear();
        values.clear();
        int rest = most;
        int roomForNames = scope.roomForNames() / 2;
        for (Variable variable : ordered) {
            String name = FrameScope.name(variable.name());
            if (rest <= 0 || name.length() > roomForNames) {
                break;
            }
            ShownValue value = scope.show(variable.value(), 0);
            if (value.bytes() <= rest) {
                rest -= value.bytes();
                roomForNames -= name.length();
                names.add(name);
                values.add(value);
            }
        }
        leftOut = ordered.size() - values.size();
        return rest;
    }

    /** Shows more of these values, what is inside of each after all of them; returns how many bytes that took. */
    private static int grow(List<ShownValue> values, int most) {
        Deque<ShownValue> next = new ArrayDeque<>(values);
        int rest = most;
        while (rest > 0 && !next.isEmpty()) {
            ShownValue value = next.remove();
            rest -= value.grow(rest);
            next.addAll(value.inside());
        }
        return most - rest;
    }

    /** By name, receiver and parameters first; what is left out is told by entries that no variable can have. */
    Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>(Set.of(Texts.MARK, MISSING));
        for (int i = 0; i < values.size(); i++) {
            String name = Texts.unique(names.get(i), taken);
            taken.add(name);
            map.put(name, values.get(i).finished());
        }
        if (leftOut > 0) {
            map.put(Texts.MARK, mark(leftOut));
        }
        if (!missing.isEmpty()) {
            map.put(MISSING, missing);
        }
        return map;
    }

    /** How many variables, and values inside of them, are not there or not whole. */
    int cut() {
        int cut = leftOut;
        Deque<ShownValue> next = new ArrayDeque<>(values);
        while (!next.isEmpty()) {
            ShownValue value = next.remove();
            cut += value.isCut() ? 1 : 0;
            next.addAll(value.inside());
        }
        return cut;
    }

    private static String mark(int variables) {
        return variables + " variables left out";
    }
}
