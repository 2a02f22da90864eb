package io.github.threadreporter.agent;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * What makes the JDK forget our classes: it keeps, for all records together, the types for which it last made methods, and
 * by these our class loader. JDK 17 for ever, later ones until memory gets short.
 */
final class Displaced {

    private Displaced() {}

    /** Has the same methods made for a type of the JDK, which take the place of ours. */
    static void ours() {
        Class<?> type = String.class;
        make("equals", MethodType.methodType(boolean.class, type, Object.class));
        make("hashCode", MethodType.methodType(int.class, type));
        make("toString", MethodType.methodType(String.class, type));
    }

    private static void make(String method, MethodType shape) {
        MethodHandle itself = MethodHandles.identity(String.class);
        try {
            ObjectMethods.bootstrap(MethodHandles.lookup(), method, shape, String.class, "text", itself);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return; // a JDK that takes no other types than records keeps ours a little longer
        }
    }
}
