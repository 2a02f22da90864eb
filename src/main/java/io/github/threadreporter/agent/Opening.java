package io.github.threadreporter.agent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Opens the packages of {@code java.base} that are read from, to this library's module alone. */
final class Opening {

    /** In the order of {@code Jdk.Ability}. A package that this JDK does not have is passed over. */
    private static final Set<String> PACKAGES =
            Set.of("jdk.internal.vm", "java.lang", "jdk.internal.misc", "java.util.concurrent.locks");

    private Opening() {}

    static void toUs(Instrumentation instrumentation) {
        Module base = Object.class.getModule();
        Set<Module> us = Set.of(Opening.class.getModule());
        Map<String, Set<Module>> opens = PACKAGES.stream()
                .filter(base.getPackages()::contains)
                .collect(Collectors.toMap(name -> name, name -> us));
        instrumentation.redefineModule(base, Set.of(), Map.of(), opens, Set.of(), Map.of());
        allowNatives();
    }

    /** So that a newer JVM does not warn of our native library on the application's standard error. */
    private static void allowNatives() {
        try {
            Method allow = Module.class.getDeclaredMethod("implAddEnableNativeAccess");
            allow.setAccessible(true);
            allow.invoke(Opening.class.getModule());
        } catch (ReflectiveOperationException | RuntimeException e) {
            return; // an older JDK, which does not warn; or one that has it no more, and does
        }
    }
}
