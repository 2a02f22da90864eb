package io.github.threadreporter;

import io.github.threadreporter.config.Settings;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.internal.jvmti.Jvmti;

/** Loads the native library, where that is wanted, and lets it open the inside of the JDK to this library alone. */
final class NativeLibrary {

    private NativeLibrary() {}

    static Jvmti.Loading load(Settings settings) {
        if (!settings.flag("native").orElse(true)) {
            return new Jvmti.Loading(null, "the native library is switched off (native=false)");
        }
        Jvmti.Loading loading = Jvmti.load();
        Jvmti jvmti = loading.jvmti();
        if (jvmti != null) {
            Module base = Object.class.getModule();
            for (String name : Jdk.packages()) {
                if (!base.isOpen(name, NativeLibrary.class.getModule())) {
                    jvmti.open(base, name); // where it fails, the probe that follows says what is missing
                }
            }
        }
        return loading;
    }
}
