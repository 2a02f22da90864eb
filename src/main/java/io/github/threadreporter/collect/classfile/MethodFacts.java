package io.github.threadreporter.collect.classfile;

import io.github.threadreporter.model.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** What the class file tells of one method that has code. Immutable. */
public final class MethodFacts {

    private final String owner;
    private final boolean isStatic;
    private final Descriptor descriptor;
    private final CodeDigest code;
    private final List<Scope> scopes;
    private final List<String> parameterNames;
    private final List<ParameterMark> marks;
    private final boolean hasVariableNames;

    MethodFacts(MethodReading read, Owner owner, boolean hasVariableNames) {
        this.owner = owner.descriptor();
        this.isStatic = read.isStatic();
        this.descriptor = read.descriptor();
        this.code = read.code();
        this.scopes = List.copyOf(read.scopes());
        this.parameterNames = List.copyOf(read.parameterNames());
        this.marks = List.copyOf(read.marks());
        this.hasVariableNames = hasVariableNames;
    }

    /**
     * Whether its class was compiled with names of variables. One method may have none all the same: for want of
     * variables, or because the compiler made it up.
     */
    public boolean hasVariableNames() {
        return hasVariableNames;
    }

    /**
     * Whether the code of the method as it is loaded is that of the class file, so that scopes may be trusted.
     * References into the constant pool are not compared: agents renumber them in methods that they leave alone.
     *
     * @param live the bytecode as JVMTI's {@code GetBytecodes} gives it
     */
    public boolean sameCode(byte[] live) {
        return code.matches(live);
    }

    /**
     * The variables in scope, ordered by slot: receiver, parameters, others. A variable declared at an instruction is in
     * scope from the instruction after its first assignment. No slot is named twice: of several variables the one with
     * the narrowest scope counts. Parameters that no scope speaks of are there as in {@link #parameters()}.
     *
     * @param bci bytecode index; for a frame that is not the newest, that of its call
     * @return empty if the index is outside the method
     */
    public List<LocalName> at(int bci) {
        if (bci < 0 || bci >= code.length()) {
            return List.of();
        }
        Map<Integer, Scope> narrowest = new TreeMap<>();
        BitSet described = new BitSet();
        for (Scope scope : scopes) {
            described.set(scope.slot());
            if (scope.holds(bci)) {
                narrowest.merge(scope.slot(), scope, (a, b) -> b.length() < a.length() ? b : a);
            }
        }
        Map<Integer, LocalName> bySlot = new TreeMap<>();
        for (LocalName parameter : bareParameters()) {
            if (!described.get(parameter.slot())) {
                bySlot.put(parameter.slot(), parameter);
            }
        }
        narrowest.forEach((slot, scope) -> bySlot.put(slot, local(slot, scope.name(), scope.descriptor())));
        return ReadableNames.of(new ArrayList<>(bySlot.values()));
    }

    /**
     * The receiver, named {@code this}, and the parameters with their slots, with or without debug information: named as
     * the variable that is there when the method begins, else as the class file names its parameters, else {@code arg0},
     * {@code arg1} by position.
     */
    public List<LocalName> parameters() {
        return ReadableNames.of(bareParameters());
    }

    /**
     * The simple names of the annotations on the parameter at {@code slot}. Where the class file leaves open which
     * parameter an annotation is on, each of those that it may be on has it.
     */
    public Set<String> annotations(int slot) {
        Set<String> names = new TreeSet<>();
        int position = position(slot);
        for (ParameterMark mark : marks) {
            if (position >= 0 && mark.mayBeOn(position)) {
                names.add(mark.annotation());
            }
        }
        return Set.copyOf(names);
    }

    /** Hands out the name of each parameter that has an annotation, with the annotation. */
    void forEachMark(BiConsumer<String, String> marked) {
        if (marks.isEmpty()) {
            return;
        }
        List<LocalName> parameters = bareParameters();
        int before = isStatic ? 0 : 1;
        for (ParameterMark mark : marks) {
            int last = Math.min(mark.last(), parameters.size() - before - 1);
            for (int i = mark.first(); i <= last; i++) {
                marked.accept(parameters.get(before + i).name(), mark.annotation());
            }
        }
    }

    List<Scope> scopes() {
        return scopes;
    }

    private int position(int slot) {
        int at = isStatic ? 0 : 1;
        for (int i = 0; i < descriptor.types().size(); i++) {
            if (at == slot) {
                return i;
            }
            at += Descriptor.slots(descriptor.types().get(i));
        }
        return -1;
    }

    private List<LocalName> bareParameters() {
        List<LocalName> bare = new ArrayList<>();
        int slot = 0;
        if (!isStatic) {
            bare.add(local(slot++, "this", owner));
        }
        String[] atBegin = namesAtBegin();
        for (int i = 0; i < descriptor.types().size(); i++) {
            String type = descriptor.types().get(i);
            String given = i < parameterNames.size() ? parameterNames.get(i) : "";
            String known = atBegin[slot].isEmpty() ? given : atBegin[slot];
            bare.add(local(slot, known.isEmpty() ? "arg" + i : known, type));
            slot += Descriptor.slots(type);
        }
        return bare;
    }

    private String[] namesAtBegin() {
        String[] names = new String[argumentSlots()];
        Arrays.fill(names, "");
        for (Scope scope : scopes) {
            if (scope.start() == 0 && scope.slot() < names.length) {
                names[scope.slot()] = scope.name();
            }
        }
        return names;
    }

    private LocalName local(int slot, String name, String type) {
        if (slot == 0 && !isStatic) {
            return new LocalName(slot, "this", owner, Variable.Kind.RECEIVER);
        }
        return new LocalName(slot, name, type, slot < argumentSlots() ? Variable.Kind.PARAMETER : Variable.Kind.LOCAL);
    }

    private int argumentSlots() {
        return descriptor.slots() + (isStatic ? 0 : 1);
    }
}
