package io.github.threadreporter;

import io.github.threadreporter.config.Settings;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.model.VariableScope;
import java.util.HashSet;
import java.util.Set;

/** The part of the configuration that concerns local variables. */
final class VariableSettings {

    private VariableSettings() {}

    /** Loads the native library, where that is wanted. */
    static Jvmti.Loading library(Settings settings) {
        return settings.flag("native").orElse(true)
                ? Jvmti.load()
                : new Jvmti.Loading(null, "the native library is switched off (native=false)");
    }

    static VariableScope scope(Settings settings) {
        return settings.text("variables").map(VariableScope::of).orElse(VariableScope.IN_APP);
    }

    /** Whether work without a thread of its own is looked for. */
    static boolean wantsTasks(Settings settings) {
        return settings.flag("tasks").orElse(true);
    }

    /** Whether the whole heap may be walked over for tasks, which pauses the application longer the more there is. */
    static boolean walksHeap(Settings settings) {
        return settings.flag("heap-walk").orElse(false);
    }

    /** Simple names of the annotations that hide what they mark. */
    static Set<String> hidingAnnotations(Settings settings) {
        Set<String> names = new HashSet<>(settings.list("redaction.annotations"));
        names.add(Confidential.class.getSimpleName());
        return names;
    }
}
