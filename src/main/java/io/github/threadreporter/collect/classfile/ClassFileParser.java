package io.github.threadreporter.collect.classfile;

import io.github.threadreporter.collect.classfile.ClassFacts.MethodKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a class file from its beginning to its end, each byte once: time and memory are bounded by its size. Throws
 * nothing but {@link UnreadableClassFile}, whatever the bytes are. Not thread-safe.
 */
final class ClassFileParser {

    private static final long MAGIC = 0xCAFEBABEL;
    private static final int ENUM = 0x4000;
    private static final String PROPERTY_MARK = "$annotations";

    private final ConstantPool pool;
    private final Annotations annotations;
    private final Set<String> onClass = new TreeSet<>();
    private final Map<String, Set<String>> onFields = new HashMap<>();
    private final Set<String> fields = new TreeSet<>();
    private final List<MethodReading> methods = new ArrayList<>();
    private final Owner owner;
    private @Nullable SuspensionPoints suspensionPoints;

    private ClassFileParser(Cursor in, String internalName) throws UnreadableClassFile {
        in.expect(MAGIC);
        in.skip(4);
        this.pool = ConstantPool.read(in);
        this.annotations = new Annotations(pool);
        boolean isEnum = (in.u2() & ENUM) != 0;
        String named = pool.className(in.u2());
        if (!named.equals(internalName)) {
            throw new UnreadableClassFile("it is that of another class");
        }
        this.owner = new Owner("L" + internalName + ";", isEnum);
        in.skip(2);
        in.skip(2 * in.u2()); // interfaces
    }

    /** @param internalName the class that it must be of, e.g. {@code java/lang/String} */
    static ClassFacts parse(byte[] bytes, String internalName) throws UnreadableClassFile {
        Cursor in = new Cursor(bytes);
        ClassFileParser parser = new ClassFileParser(in, internalName);
        parser.readFields(in);
        for (int left = in.u2(); left > 0; left--) {
            parser.methods.add(MethodReading.read(in, parser.pool, parser.annotations, parser.owner));
        }
        parser.readAttributes(in);
        return parser.facts();
    }

    private void readFields(Cursor in) throws UnreadableClassFile {
        for (int left = in.u2(); left > 0; left--) {
            in.skip(2);
            String field = pool.text(in.u2());
            fields.add(field);
            in.skip(2);
            readMarks(in, field);
        }
    }

    /** Attributes of a field or of a component of a record. */
    private void readMarks(Cursor in, String field) throws UnreadableClassFile {
        for (int left = in.u2(); left > 0; left--) {
            String attribute = pool.text(in.u2());
            Cursor part = in.part(in.size());
            if (isAnnotations(attribute)) {
                annotations.read(part, 0, (name, at) -> mark(field, name));
            } else if (attribute.equals("RuntimeVisibleTypeAnnotations")
                    || attribute.equals("RuntimeInvisibleTypeAnnotations")) {
                annotations.readOnTypes(part, (name, at) -> mark(field, name));
            }
        }
    }

    private void readAttributes(Cursor in) throws UnreadableClassFile {
        for (int left = in.u2(); left > 0; left--) {
            String attribute = pool.text(in.u2());
            Cursor part = in.part(in.size());
            if (isAnnotations(attribute)) {
                Cursor again = part.again();
                annotations.read(part, 0, (name, at) -> onClass.add(name));
                if (suspensionPoints == null && onClass.contains(SuspensionReading.SIMPLE_NAME)) {
                    suspensionPoints = SuspensionReading.read(again, pool, annotations);
                }
            } else if (attribute.equals("Record")) {
                for (int components = part.u2(); components > 0; components--) {
                    String component = pool.text(part.u2());
                    part.skip(2);
                    readMarks(part, component);
                }
            }
        }
    }

    private static boolean isAnnotations(String attribute) {
        return attribute.equals("RuntimeVisibleAnnotations") || attribute.equals("RuntimeInvisibleAnnotations");
    }

    private void mark(String field, String annotation) {
        onFields.computeIfAbsent(field, none -> new TreeSet<>()).add(annotation);
    }

    private ClassFacts facts() {
        boolean named = methods.stream().anyMatch(method -> !method.scopes().isEmpty());
        Map<MethodKey, MethodFacts> facts = new HashMap<>();
        for (MethodReading method : methods) {
            if (method.hasCode()) {
                MethodFacts known = new MethodFacts(method, owner, named);
                boolean first = facts.putIfAbsent(new MethodKey(method.name(), method.type()), known) == null;
                if (first && method.name().equals("<init>")) {
                    known.forEachMark(this::markField);
                }
            }
            markProperty(method);
        }
        return ClassFacts.known(facts, onClass, onFields, suspensionPoints, bytes());
    }

    private void markField(String field, String annotation) {
        if (fields.contains(field)) {
            mark(field, annotation);
        }
    }

    /** Kotlin writes what is on a property onto a method without use: {@code getPassword$annotations}. */
    private void markProperty(MethodReading method) {
        String name = method.name();
        if (!name.endsWith(PROPERTY_MARK) || method.onMethod().isEmpty()) {
            return;
        }
        String property = name.substring(0, name.length() - PROPERTY_MARK.length());
        String bare = property.startsWith("get") ? property.substring("get".length()) : property;
        String small = bare.isEmpty() ? bare : Character.toLowerCase(bare.charAt(0)) + bare.substring(1);
        for (String candidate : List.of(property, bare, small)) {
            method.onMethod().forEach(annotation -> markField(candidate, annotation));
        }
    }

    private long bytes() {
        long sum = pool.bytes();
        for (MethodReading method : methods) {
            sum += 200
                    + 40L * (method.scopes().size() + method.marks().size())
                    + 8L * method.parameterNames().size();
        }
        for (Set<String> names : onFields.values()) {
            sum += 100 + 40L * names.size();
        }
        if (suspensionPoints != null) {
            sum += 200
                    + 8L * suspensionPoints.lines().size()
                    + 24L * suspensionPoints.names().size();
        }
        return sum;
    }
}
