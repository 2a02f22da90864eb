package io.github.threadreporter.enrich.redact;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stands under a secret name somewhere in a dump, and is therefore secret under every other name too: the object
 * itself, arrays of primitives inside of it, and its text. One walk, each object once. Not thread-safe.
 */
final class SecretObjects {

    private final RedactionRules rules;
    private final Map<String, Boolean> names = new HashMap<>();
    private final Set<Value> objects = identitySet();
    private final Set<String> texts = new HashSet<>();
    private final Set<Object> visited = identitySet();
    private final Set<Value> beneath = identitySet();

    SecretObjects(ThreadDump dump, RedactionRules rules) {
        this.rules = rules;
        dump.threads().forEach(this::visit);
        for (StackGroup group : dump.analysis().groups()) {
            group.threads().forEach(this::visit);
        }
        dump.tasks().forEach(task -> visit(task.variables()));
    }

    boolean isSecretName(String name) {
        return names.computeIfAbsent(name, rules::isSensitiveName);
    }

    boolean isSecret(Value object) {
        return objects.contains(object);
    }

    /** Whether some variable, field or entry with a secret name holds just that text. */
    boolean isSecret(String text) {
        return texts.contains(text);
    }

    private void visit(CapturedThread thread) {
        if (!thread.variables().isEmpty() && visited.add(thread)) {
            visit(thread.variables());
        }
    }

    private void visit(List<FrameVariables> frames) {
        for (FrameVariables frame : frames) {
            for (Variable variable : frame.variables()) {
                visit(variable.name(), variable.value());
            }
        }
    }

    private void visit(String name, Value value) {
        if (isSecretName(name)) {
            add(value);
        }
        visit(value);
    }

    private void visit(Value value) {
        if (value instanceof Value.Structure object && visited.add(object)) {
            boolean named = object.shape() != Value.Shape.ITEMS;
            for (Value.Member member : object.members()) {
                if (named) {
                    visit(member.name(), member.value());
                } else {
                    visit(member.value());
                }
            }
        }
    }

    private void add(Value value) {
        addText(value);
        if (value instanceof Value.Structure object && objects.add(object)) {
            for (Value.Member member : object.members()) {
                addText(member.value());
                addArrays(member.value());
            }
        }
    }

    private void addText(Value value) {
        String text = value instanceof Value.Text known
                ? known.text()
                : value instanceof Value.Structure object ? SpelledText.of(object) : "";
        if (!KnownSecrets.isCommon(text)) {
            texts.add(text);
        }
    }

    private void addArrays(Value value) {
        if (value instanceof Value.Structure object && beneath.add(object)) {
            if (SpelledText.isPrimitiveArray(object)) {
                addText(object);
                objects.add(object);
            }
            object.members().forEach(member -> addArrays(member.value()));
        }
    }

    private static <T> Set<T> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
