package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.collect.classfile.Invoked;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.internal.jvmti.MethodInfo;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which method an object will run that stands for a function: asked of the JVM, since the classes that it makes for
 * lambdas have no class file. Each class once a look. Not thread-safe.
 */
final class LiveCode {

    private static final int BRIDGE = 0x40;
    private static final String LAMBDA = "$$Lambda";

    private final @Nullable Jvmti jvmti;
    private final Map<Class<?>, Place> places = new HashMap<>();
    private final Map<Class<?>, String> files = new HashMap<>();

    /**
     * Where a function begins.
     *
     * @param type the class whose class file tells of the method
     * @param descriptor the method's parameters and result; empty where the method is not known
     * @param frame its first line
     * @param isStatic whether it has no receiver
     * @param isLambda whether the fields of the object are the first parameters of the method, with its receiver as the
     *     very first one
     * @param names of the parameters, once class files have been read
     */
    record Place(
            Class<?> type,
            String descriptor,
            StackTraceElement frame,
            boolean isStatic,
            boolean isLambda,
            CodeNames names) {}

    /** @param jvmti null where the JVM tells nothing: then a place is a class and the method of its interface */
    LiveCode(@Nullable Jvmti jvmti) {
        this.jvmti = jvmti;
    }

    /** The place of the objects of that class. */
    Place of(Class<?> type) {
        return places.computeIfAbsent(type, this::find);
    }

    private Place find(Class<?> type) {
        if (jvmti == null) {
            return bare(type, "run");
        }
        if (type.isHidden() && type.getName().contains(LAMBDA)) {
            return ofLambda(type, jvmti);
        }
        Functions.Signature wanted = new Functions(jvmti).of(type);
        for (Class<?> at = type; at != null && wanted != null; at = at.getSuperclass()) {
            for (MethodInfo method : jvmti.methods(at, wanted.method())) {
                if (wanted.isImplementedBy(method)) {
                    return place(method, false);
                }
            }
        }
        return bare(type, wanted == null ? "" : wanted.method());
    }

    private Place ofLambda(Class<?> type, Jvmti vm) {
        byte[] pool = vm.constantPool(type);
        String own = "";
        for (MethodInfo method : vm.methods(type, "")) {
            if (Modifier.isPublic(method.modifiers())
                    && !Modifier.isStatic(method.modifiers())
                    && (method.modifiers() & BRIDGE) == 0
                    && pool != null) {
                Optional<Invoked> invoked = Invoked.byLambda(pool, method.bytecode());
                Class<?> target = invoked.map(call -> vm.loaded(type.getClassLoader(), call.className()))
                        .orElse(null);
                Optional<MethodInfo> body = target == null ? Optional.empty() : declared(target, invoked.get(), vm);
                if (body.isPresent()) {
                    return place(body.get(), true);
                }
                own = method.name();
            }
        }
        return bare(type, own);
    }

    /** A method reference may name a subclass of the class that declares the method. */
    private static Optional<MethodInfo> declared(Class<?> type, Invoked call, Jvmti vm) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            List<MethodInfo> found = vm.methods(at, call.method());
            for (MethodInfo method : found) {
                if (method.descriptor().equals(call.descriptor())) {
                    return Optional.of(method);
                }
            }
        }
        return Optional.empty();
    }

    private Place place(MethodInfo method, boolean isLambda) {
        Class<?> type = method.declaringClass();
        return new Place(
                type,
                method.descriptor(),
                frame(type, method.name(), firstLine(method)),
                Modifier.isStatic(method.modifiers()),
                isLambda,
                new CodeNames());
    }

    /** The line of the lowest index: entries are in the order of the class file, not of indices. */
    private static int firstLine(MethodInfo method) {
        int[] lines = method.lines();
        int line = -1;
        int lowest = Integer.MAX_VALUE;
        for (int i = 0; i + 1 < lines.length; i += 2) {
            if (lines[i] < lowest) {
                lowest = lines[i];
                line = lines[i + 1];
            }
        }
        return line;
    }

    private Place bare(Class<?> type, String method) {
        return new Place(type, "", frame(type, method.isEmpty() ? "?" : method, -1), false, false, new CodeNames());
    }

    private StackTraceElement frame(Class<?> type, String method, int line) {
        String file = files.computeIfAbsent(type, this::file);
        return new StackTraceElement(
                null, type.getModule().getName(), null, type.getName(), method, file.isEmpty() ? null : file, line);
    }

    private String file(Class<?> type) {
        String file = jvmti == null ? null : jvmti.sourceFile(type);
        return file == null ? "" : file;
    }
}
