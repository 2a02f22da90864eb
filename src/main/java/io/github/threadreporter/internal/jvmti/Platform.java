package io.github.threadreporter.internal.jvmti;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** For which systems and virtual machines the library is built. */
final class Platform {

    private Platform() {}

    /**
     * The name of the library's folder.
     *
     * @param properties system properties by name
     */
    static String name(Function<String, @Nullable String> properties) throws Lacking {
        String vm = String.valueOf(properties.apply("java.vm.name"));
        if (!vm.contains("HotSpot") && !vm.contains("OpenJDK")) {
            throw new Lacking("the native library is for HotSpot, and this JVM is " + vm, null);
        }
        String system = String.valueOf(properties.apply("os.name"));
        String machine = String.valueOf(properties.apply("os.arch")).toLowerCase(Locale.ROOT);
        String architecture =
                switch (machine) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "aarch64";
                    default -> "";
                };
        if (!system.equals("Linux") || architecture.isEmpty()) {
            throw new Lacking("there is no native library for " + system + " on " + machine, null);
        }
        return "linux-" + architecture;
    }
}
