package io.github.threadreporter.collect.classfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One method while it is being read. Not thread-safe. */
final class MethodReading {

    private static final int STATIC = 0x0008;
    private static final int COMPILERS_OWN = 0x1000 | 0x8000; // synthetic, mandated

    /** Nobody writes longer ones. */
    private static final int LONGEST_NAME = 256;

    /** As many as one table can hold; compilers write one table. */
    private static final int MOST_SCOPES = 0xffff;

    private final ConstantPool pool;
    private final Annotations annotations;
    private final boolean isStatic;
    private final String name;
    private final String type;
    private final Descriptor descriptor;
    private final int before;
    private final List<Scope> scopes = new ArrayList<>();
    private final List<String> parameterNames = new ArrayList<>();
    private final List<Integer> declared = new ArrayList<>();
    private final List<Marked> marked = new ArrayList<>();
    private final Set<String> onMethod = new TreeSet<>();
    private @Nullable CodeDigest code;

    /** An annotation on the parameter that is {@code index}th of {@code of}. */
    private record Marked(int index, int of, String annotation) {}

    private MethodReading(Cursor in, ConstantPool pool, Annotations annotations, Owner owner)
            throws UnreadableClassFile {
        this.pool = pool;
        this.annotations = annotations;
        this.isStatic = (in.u2() & STATIC) != 0;
        this.name = pool.text(in.u2());
        int at = in.u2();
        this.type = pool.text(at);
        this.descriptor = pool.descriptor(at);
        this.before = name.equals("<init>") ? owner.parametersBefore(descriptor) : 0;
    }

    static MethodReading read(Cursor in, ConstantPool pool, Annotations annotations, Owner owner)
            throws UnreadableClassFile {
        MethodReading method = new MethodReading(in, pool, annotations, owner);
        for (int left = in.u2(); left > 0; left--) {
            String attribute = pool.text(in.u2());
            method.attribute(attribute, in.part(in.size()));
        }
        return method;
    }

    private void attribute(String attribute, Cursor in) throws UnreadableClassFile {
        switch (attribute) {
            case "Code" -> readCode(in);
            case "MethodParameters" -> readParameters(in);
            case "RuntimeVisibleParameterAnnotations", "RuntimeInvisibleParameterAnnotations" -> {
                int of = in.u1();
                for (int i = 0; i < of; i++) {
                    annotations.read(in, i, (annotation, index) -> marked.add(new Marked(index, of, annotation)));
                }
            }
            case "RuntimeVisibleTypeAnnotations", "RuntimeInvisibleTypeAnnotations" ->
                annotations.readOnTypes(
                        in,
                        (annotation, index) ->
                                marked.add(new Marked(index, descriptor.types().size() - before, annotation)));
            case "RuntimeVisibleAnnotations", "RuntimeInvisibleAnnotations" ->
                annotations.read(in, 0, (annotation, index) -> onMethod.add(annotation));
            default -> {
                // tells nothing of variables
            }
        }
    }

    private void readCode(Cursor in) throws UnreadableClassFile {
        in.skip(2);
        int slots = in.u2();
        int length = in.size();
        if (length == 0 || length > 0xffff || code != null) {
            throw new UnreadableClassFile("it has a method without proper code");
        }
        code = CodeDigest.of(in.bytes(), in.position(), length);
        in.skip(length);
        in.skip(8 * in.u2()); // exception handlers
        for (int left = in.u2(); left > 0; left--) {
            String attribute = pool.text(in.u2());
            Cursor part = in.part(in.size());
            if (attribute.equals("LocalVariableTable")) {
                readScopes(part, length, slots);
            }
        }
    }

    private void readScopes(Cursor in, int codeLength, int slots) throws UnreadableClassFile {
        for (int left = in.u2(); left > 0; left--) {
            int start = in.u2();
            int length = in.u2();
            String variable = pool.text(in.u2());
            String variableType = pool.text(in.u2());
            int slot = in.u2();
            boolean proper = start + length <= codeLength && slot < slots;
            if (proper && !variable.isEmpty() && variable.length() <= LONGEST_NAME) {
                scopes.add(new Scope(start, length, slot, variable, variableType));
            }
            if (scopes.size() > MOST_SCOPES) {
                throw new UnreadableClassFile("it has a method of more than " + MOST_SCOPES + " variables");
            }
        }
    }

    private void readParameters(Cursor in) throws UnreadableClassFile {
        int number = in.u1();
        for (int i = 0; i < number; i++) {
            int at = in.u2();
            String parameter = at == 0 ? "" : pool.text(at);
            parameterNames.add(parameter.length() <= LONGEST_NAME ? parameter : "");
            if ((in.u2() & COMPILERS_OWN) == 0) {
                declared.add(i);
            }
        }
    }

    String name() {
        return name;
    }

    /** Its descriptor. */
    String type() {
        return type;
    }

    boolean isStatic() {
        return isStatic;
    }

    Descriptor descriptor() {
        return descriptor;
    }

    boolean hasCode() {
        return code != null;
    }

    CodeDigest code() {
        if (code == null) {
            throw new IllegalStateException(name + " has no code");
        }
        return code;
    }

    List<Scope> scopes() {
        return scopes;
    }

    /** The simple names of its own annotations. */
    Set<String> onMethod() {
        return onMethod;
    }

    List<String> parameterNames() {
        return parameterNames.size() == descriptor.types().size() ? parameterNames : List.of();
    }

    List<ParameterMark> marks() {
        List<ParameterMark> marks = new ArrayList<>();
        for (Marked mark : marked) {
            if (mark.of == declared.size() && !parameterNames().isEmpty() && mark.index < declared.size()) {
                int position = declared.get(mark.index);
                marks.add(new ParameterMark(position, position, mark.annotation));
            } else {
                int shift = Math.max(0, Math.min(before, descriptor.types().size() - mark.of));
                marks.add(new ParameterMark(mark.index, mark.index + shift, mark.annotation));
            }
        }
        return marks;
    }
}
