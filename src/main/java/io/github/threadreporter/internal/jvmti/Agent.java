package io.github.threadreporter.internal.jvmti;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the JVM was started with the library as its agent. If so, that very file has to be loaded: a copy of it would
 * know nothing of what the JVM has granted.
 *
 * @param file the library of {@code -agentpath}; null where there is none that fits
 * @param lack why there is none
 */
record Agent(@Nullable Path file, String lack) {

    private static final String FLAG = "-agentpath:";

    /** @param arguments of the JVM, those from environment variables included */
    static Agent find(List<String> arguments, LibraryFile library) {
        for (String argument : arguments) {
            if (argument.startsWith(FLAG)) {
                Path file = Path.of(argument.substring(FLAG.length()).split("=", 2)[0])
                        .toAbsolutePath();
                if (String.valueOf(file.getFileName()).matches("libthreadreporter.*\\.so")) {
                    return check(file, library);
                }
            }
        }
        return new Agent(null, "the JVM was not started with -agentpath of the native library");
    }

    private static Agent check(Path file, LibraryFile library) {
        try {
            return library.isIn(file)
                    ? new Agent(file, "the JVM did not allow " + file + " to read local variables")
                    : new Agent(null, file + " is not the native library of this version");
        } catch (IOException e) {
            return new Agent(null, file + " cannot be read: " + e.getMessage());
        }
    }
}
