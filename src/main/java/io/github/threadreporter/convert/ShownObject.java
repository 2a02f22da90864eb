package io.github.threadreporter.convert;

import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Value.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object that is shown as one text, or opened as a map or list of as many of its members as fit. Not thread-safe. */
final class ShownObject implements ShownValue {

    /** No field and no map key of ours can have this name, and it sorts before them. */
    static final String CLASS = "(class)";

    private final Value.Structure object;
    private final int level;
    private final FrameScope scope;
    private final List<String> names = new ArrayList<>();
    private final List<ShownValue> members = new ArrayList<>();
    private boolean open;
    private boolean elsewhere;
    private int bytes;

    /** @param level how many objects it is inside of */
    ShownObject(Value.Structure object, int level, FrameScope scope) {
        this.object = object;
        this.level = level;
        this.scope = scope;
        this.bytes = ServerBytes.of(ValueWords.closed(object));
    }

    @Override
    public int bytes() {
        int all = bytes;
        for (ShownValue member : members) {
            all += member.bytes();
        }
        return all;
    }

    @Override
    public int grow(int room) {
        if (elsewhere || (open && members.size() == object.members().size())) {
            return 0;
        }
        int before = bytes();
        if (!open && !scope.mayOpen(object, this)) {
            elsewhere = true;
            bytes = ServerBytes.of(ValueWords.elsewhere(object));
        } else {
            addMembers(before + room);
        }
        return bytes() - before;
    }

    private void addMembers(int most) {
        int opened = ServerBytes.CONTAINER
                + (object.shape() == Shape.FIELDS ? ServerBytes.of(ValueWords.label(object)) : 0);
        int inside = bytes() - bytes;
        int total = object.members().size();
        List<ShownValue> rest = new ArrayList<>();
        List<Integer> upTo = new ArrayList<>();
        for (int i = members.size(); i < total && opened + inside <= most; i++) {
            ShownValue next = scope.show(object.members().get(i).value(), level + 1);
            inside += next.bytes();
            rest.add(next);
            upTo.add(opened + inside + markBytes(i + 1));
        }
        int fitting = rest.size();
        while (fitting > 0 && upTo.get(fitting - 1) > most) {
            fitting--;
        }
        for (int i = 0; i < fitting; i++) {
            String name = Texts.cut(object.members().get(members.size()).name(), FrameScope.NAME);
            if (object.shape() != Shape.ITEMS && !scope.takeName(name)) {
                break;
            }
            names.add(name);
            members.add(rest.get(i));
        }
        if (!members.isEmpty()) {
            open = true;
            scope.opened(object, this);
            bytes = opened + markBytes(members.size());
        }
    }

    private int markBytes(int shown) {
        return isPart(shown) ? ServerBytes.of(ValueWords.shown(shown, object)) : 0;
    }

    private boolean isPart(int shown) {
        return shown < object.members().size() || object.cut() > 0;
    }

    @Override
    public List<ShownValue> inside() {
        return members;
    }

    @Override
    public boolean isCut() {
        return !elsewhere && members.size() < object.members().size();
    }

    @Override
    public Object finished() {
        if (elsewhere) {
            return ValueWords.elsewhere(object);
        }
        if (!open) {
            return ValueWords.closed(object);
        }
        return object.shape() == Shape.ITEMS ? items() : fields();
    }

    private List<Object> items() {
        List<Object> items = new ArrayList<>();
        members.forEach(member -> items.add(member.finished()));
        if (isPart(members.size())) {
            items.add(ValueWords.shown(members.size(), object));
        }
        return items;
    }

    private Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (object.shape() == Shape.FIELDS) {
            fields.put(CLASS, ValueWords.label(object));
        }
        if (isPart(members.size())) {
            fields.put(Texts.MARK, ValueWords.shown(members.size(), object));
        }
        for (int i = 0; i < members.size(); i++) {
            fields.put(Texts.unique(names.get(i), fields.keySet()), members.get(i).finished());
        }
        return fields;
    }
}
