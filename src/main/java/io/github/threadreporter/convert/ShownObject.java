package io.github.threadreporter.convert;

import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Value.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object that is shown as one text, or opened as a map or list of as many of its members as fit. Not thread-safe. */
final class ShownObject implements ShownValue {

    /** No field can have this name, and it sorts before them. */
    static final String CLASS = "(class)";

    private final Value.Structure object;
    private final int level;
    private final FrameScope scope;
    private final List<String> names = new ArrayList<>();
    private final List<ShownValue> members = new ArrayList<>();
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
        return bytes;
    }

    @Override
    public int grow(int room) {
        if (elsewhere || isWhole() || level >= ServerLimits.VARIABLE_LEVELS) {
            return 0;
        }
        return members.isEmpty() && scope.isOpened(object) ? pointElsewhere(room) : addMembers(room);
    }

    private boolean isWhole() {
        return members.size() == object.members().size();
    }

    private int pointElsewhere(int room) {
        int more = ServerBytes.of(ValueWords.elsewhere(object)) - bytes;
        if (more > room) {
            return 0;
        }
        elsewhere = true;
        bytes += more;
        return more;
    }

    private int addMembers(int room) {
        int opened =
                ServerBytes.CONTAINER + (object.shape() == Shape.FIELDS ? ServerBytes.of(ValueWords.label(object)) : 0);
        int roomForNames = scope.roomForNames();
        int inside = 0;
        int fitting = 0;
        int taken = 0;
        List<ShownValue> next = new ArrayList<>();
        for (int i = members.size(); i < object.members().size(); i++) {
            ShownValue member = scope.show(object.members().get(i).value(), level + 1);
            inside += member.bytes();
            roomForNames -= name(i).length();
            if (roomForNames < 0 || opened + inside - bytes > room) {
                break;
            }
            next.add(member);
            if (opened + markBytes(i + 1) + inside - bytes <= room) {
                fitting = next.size();
                taken = inside;
            }
        }
        if (fitting == 0) {
            return 0;
        }
        for (ShownValue member : next.subList(0, fitting)) {
            String name = name(members.size());
            scope.take(name);
            names.add(name);
            members.add(member);
        }
        scope.open(object);
        int before = bytes;
        bytes = opened + markBytes(members.size());
        return bytes + taken - before;
    }

    private String name(int index) {
        return object.shape() == Shape.ITEMS
                ? ""
                : FrameScope.name(object.members().get(index).name());
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
        return !elsewhere && !isWhole();
    }

    @Override
    public Object finished() {
        if (elsewhere) {
            return ValueWords.elsewhere(object);
        }
        if (members.isEmpty()) {
            return ValueWords.closed(object);
        }
        return object.shape() == Shape.ITEMS ? items() : named();
    }

    private List<Object> items() {
        List<Object> items = new ArrayList<>();
        members.forEach(member -> items.add(member.finished()));
        if (isPart(members.size())) {
            items.add(ValueWords.shown(members.size(), object));
        }
        return items;
    }

    private Map<String, Object> named() {
        Map<String, Object> named = new LinkedHashMap<>();
        if (object.shape() == Shape.FIELDS) {
            named.put(CLASS, ValueWords.label(object));
        }
        if (isPart(members.size())) {
            named.put(Texts.MARK, ValueWords.shown(members.size(), object));
        }
        for (int i = 0; i < members.size(); i++) {
            named.put(Texts.unique(names.get(i), named.keySet()), members.get(i).finished());
        }
        return named;
    }
}
