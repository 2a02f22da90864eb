package io.github.threadreporter.agent;

import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens the packages of {@code java.base} that are read from, to this library's module alone. Thread-safe. */
final class Opening implements Runnable {

    /** In the order of {@code Jdk.Ability}. A package that this JDK does not have is passed over. */
    private static final List<String> PACKAGES =
            List.of("jdk.internal.vm", "java.lang", "jdk.internal.misc", "java.util.concurrent.locks");

    /** Asked before each capture: what nobody captures need not be opened, nor waited for by an application's start. */
    static final Opening LATER = new Opening();

    private @Nullable Instrumentation instrumentation;

    private Opening() {}

    /** What to open with. */
    synchronized void offer(Instrumentation offered) {
        instrumentation = offered;
    }

    /** Opens, once; without {@link #offer} it does nothing, and the native library is left to do it. */
    @Override
    public synchronized void run() {
        Instrumentation present = instrumentation;
        instrumentation = null;
        if (present != null) {
            toUs(present);
        }
    }

    static void toUs(Instrumentation instrumentation) {
        Module base = Object.class.getModule();
        Set<Module> us = Set.of(Opening.class.getModule());
        Map<String, Set<Module>> opens = new HashMap<>();
        for (String name : PACKAGES) {
            if (base.getPackages().contains(name)) {
                opens.put(name, us);
            }
        }
        instrumentation.redefineModule(base, Set.of(), Map.of(), opens, Set.of(), Map.of());
    }
}
