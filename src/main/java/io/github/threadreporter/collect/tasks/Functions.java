package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.internal.jvmti.MethodInfo;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which method of a class is the one that others call it by. Asks the JVM, and loads no class. Not thread-safe. */
final class Functions {

    private static final int BRIDGE = 0x40;

    /** More interfaces than that, nobody implements; the JVM's own proxies may. */
    private static final int MOST_INTERFACES = 64;

    /** Classes that one extends to be called by a method of theirs. */
    private static final Map<String, String> BASES = Map.of(
            "java.util.concurrent.RecursiveTask", "compute",
            "java.util.concurrent.RecursiveAction", "compute",
            "java.util.concurrent.CountedCompleter", "compute",
            "java.util.TimerTask", "run");

    /** Interfaces of one method that say what else an object can do. */
    private static final Set<String> BESIDES =
            Set.of("java.lang.AutoCloseable", "java.io.Closeable", "java.lang.Comparable", "java.lang.Iterable");

    private final Jvmti jvmti;

    Functions(Jvmti jvmti) {
        this.jvmti = jvmti;
    }

    /** A method by its name and number of parameters. */
    record Signature(String method, int parameters) {

        /** Whether it is that method, with code of its own. */
        boolean isImplementedBy(MethodInfo info) {
            return info.name().equals(method)
                    && (info.modifiers() & (BRIDGE | Modifier.STATIC | Modifier.ABSTRACT)) == 0
                    && parametersOf(info) == parameters;
        }
    }

    private static int parametersOf(MethodInfo info) {
        int count = 0;
        String descriptor = info.descriptor();
        for (int at = 1; descriptor.charAt(at) != ')'; at++) {
            while (descriptor.charAt(at) == '[') {
                at++;
            }
            if (descriptor.charAt(at) == 'L') {
                at = descriptor.indexOf(';', at);
            }
            count++;
        }
        return count;
    }

    /** The method of the interface that makes it a function; null where it has none. */
    @Nullable
    Signature of(Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            String method = BASES.get(at.getName());
            if (method != null) {
                return new Signature(method, 0);
            }
        }
        Signature found = null;
        boolean isOfTheJdk = false;
        for (Class<?> each : interfaces(type)) {
            if (each == Runnable.class || each.getName().equals("java.util.concurrent.Callable")) {
                return new Signature(each == Runnable.class ? "run" : "call", 0);
            }
            boolean better = each.getName().startsWith("java.util.function.");
            if ((found == null || (better && !isOfTheJdk)) && !BESIDES.contains(each.getName())) {
                Signature own = onlyMethod(each);
                if (own != null) {
                    found = own;
                    isOfTheJdk = better;
                }
            }
        }
        return found;
    }

    private static Set<Class<?>> interfaces(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        Deque<Class<?>> open = new ArrayDeque<>();
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            open.addAll(List.of(at.getInterfaces()));
        }
        while (!open.isEmpty() && all.size() < MOST_INTERFACES) {
            Class<?> each = open.remove();
            if (all.add(each)) {
                open.addAll(List.of(each.getInterfaces()));
            }
        }
        return all;
    }

    private @Nullable Signature onlyMethod(Class<?> type) {
        Set<Signature> all = new HashSet<>();
        for (MethodInfo method : jvmti.methods(type, "")) {
            if (Modifier.isAbstract(method.modifiers())) {
                all.add(new Signature(method.name(), parametersOf(method)));
            }
        }
        return all.size() == 1 ? all.iterator().next() : null;
    }
}
