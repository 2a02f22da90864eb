package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Value.Shape;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The objects of a document, to which variables and other objects refer by number. Each becomes one instance that all
 * share. Objects that lead back to themselves are an error, since no value does; what is nested deeper than any capture
 * nests it is cut, since later stages follow it by recursion.
 */
final class ObjectTable {

    static final int DEPTH = 64;

    private static final Value TOO_DEEP = new Value.Unread("", "deeper than " + DEPTH + " objects");

    private record Draft(String type, String identity, Shape shape, List<ReadValue.Named> members, long total) {}

    /** An object whose members are being finished, and how far that has come. */
    private static final class Open {
        final int number;
        final Draft draft;
        int next;

        Open(int number, Draft draft) {
            this.number = number;
            this.draft = draft;
        }
    }

    private final JsonCursor json;
    private final ValueReader values;
    private final CaptureLimits limits;
    private final ReadCuts cuts;
    private final List<Draft> drafts = new ArrayList<>();
    private Value.Structure[] objects = {};

    /** How many objects are nested in it, itself included; 0 for those that are not begun, -1 for those that are open. */
    private int[] heights = {};

    ObjectTable(JsonCursor json, ValueReader values, CaptureLimits limits, ReadCuts cuts) {
        this.json = json;
        this.values = values;
        this.limits = limits;
        this.cuts = cuts;
    }

    void read() throws IOException {
        json.beginArray();
        while (json.nextElement()) {
            drafts.add(draft());
        }
    }

    private Draft draft() throws IOException {
        String type = "";
        String identity = "";
        Shape shape = Shape.FIELDS;
        long total = 0;
        boolean unknown = false;
        List<ReadValue.Named> members = List.of();
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "type" -> type = json.sharedText();
                case "id" -> identity = json.text();
                case "shape" -> shape = json.constant(Shape.values());
                case "total" -> total = json.count();
                case "totalUnknown" -> unknown = json.flag();
                case "members" -> members = members();
                default -> json.skip();
            }
        }
        int most = shape == Shape.FIELDS ? limits.variableFields() : limits.variableItems();
        int left = Math.max(0, members.size() - most);
        cuts.add("members of objects", left, shape == Shape.FIELDS ? "variableFields" : "variableItems", most);
        return new Draft(
                type,
                identity,
                shape,
                left == 0 ? members : List.copyOf(members.subList(0, most)),
                unknown && left == 0 ? Value.Structure.UNKNOWN : Math.max(total, members.size()));
    }

    /** All of them: which limit holds is known when the shape is. */
    private List<ReadValue.Named> members() throws IOException {
        List<ReadValue.Named> members = new ArrayList<>();
        json.beginArray();
        while (json.nextElement()) {
            String member = "";
            ReadValue value = ReadValue.NULL;
            for (String name = json.firstMember(); name != null; name = json.nextMember()) {
                switch (name) {
                    case "name" -> member = json.sharedText();
                    case "value" -> value = values.read();
                    default -> json.skip();
                }
            }
            members.add(new ReadValue.Named(member, value));
        }
        return members;
    }

    /** Makes the objects, those inside of others first: without recursion, since nobody knows how deep they are. */
    void finish() throws IOException {
        objects = new Value.Structure[drafts.size()];
        heights = new int[drafts.size()];
        Deque<Open> open = new ArrayDeque<>();
        for (int number = 0; number < objects.length; number++) {
            begin(number, open);
            while (!open.isEmpty()) {
                Open last = open.getLast();
                if (last.next == last.draft.members.size()) {
                    open.removeLast();
                    close(last);
                } else if (last.draft.members.get(last.next++).value() instanceof ReadValue.Numbered inside) {
                    begin(checked(inside.object()), open);
                }
            }
        }
    }

    private void begin(int number, Deque<Open> open) throws IOException {
        if (heights[number] < 0) {
            throw json.failure("object " + number + " contains itself");
        }
        if (heights[number] == 0) {
            heights[number] = -1;
            open.add(new Open(number, drafts.get(number)));
        }
    }

    private void close(Open done) throws IOException {
        List<Value.Member> members = new ArrayList<>(done.draft.members.size());
        int height = 1;
        for (ReadValue.Named member : done.draft.members) {
            Value value = get(member.value());
            if (member.value() instanceof ReadValue.Numbered inside) {
                if (heights[inside.object()] == DEPTH) {
                    value = TOO_DEEP;
                    cuts.add("objects in variables", 1, "depth", DEPTH);
                } else {
                    height = Math.max(height, heights[inside.object()] + 1);
                }
            }
            members.add(new Value.Member(member.name(), value));
        }
        heights[done.number] = height;
        Draft draft = done.draft;
        objects[done.number] = new Value.Structure(draft.type, draft.identity, draft.shape, members, draft.total);
    }

    /** The value, once the objects are finished. */
    Value get(ReadValue value) throws IOException {
        if (value instanceof ReadValue.Finished finished) {
            return finished.value();
        }
        return objects[checked(((ReadValue.Numbered) value).object())];
    }

    private int checked(int number) throws IOException {
        if (number >= drafts.size()) {
            throw json.failure("a value is object " + number + " of " + drafts.size());
        }
        return number;
    }
}
