package io.github.threadreporter.internal.jvmti;

import io.github.threadreporter.internal.jvmti.Jvmti.Loading;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Brings the library from the jar into the process, and says why where it cannot. */
final class Loader {

    private static final String PREFIX = "threadreporter.";

    private final Function<String, @Nullable String> properties;

    Loader() {
        this(System::getProperty);
    }

    /** @param properties system properties by name */
    Loader(Function<String, @Nullable String> properties) {
        this.properties = properties;
    }

    Loading load() {
        try {
            return new Loading(attempt(), "");
        } catch (Lacking e) {
            return new Loading(null, e.why());
        } catch (RuntimeException e) { // a security manager, or a JVM that forbids native access
            return new Loading(null, "the JVM does not allow the native library: " + e.getMessage());
        }
    }

    private Jvmti attempt() throws Lacking {
        if ("false".equalsIgnoreCase(setting("native"))) {
            throw new Lacking("the native library is switched off by threadreporter.native=false", null);
        }
        if (boundByClassLoader()) {
            return new Jvmti("the JVM was not started with -agentpath of the native library");
        }
        LibraryFile library = LibraryFile.of(Platform.name(properties));
        Agent agent = Agent.find(ManagementFactory.getRuntimeMXBean().getInputArguments(), library);
        if (agent.file() != null) {
            try {
                Natives.load(agent.file());
                return new Jvmti(agent.lack());
            } catch (UnsatisfiedLinkError e) { // another class loader has it already: a copy can do all but read locals
                loadCopy(library);
                return new Jvmti(agent.file() + " serves another class loader: " + e.getMessage());
            }
        }
        loadCopy(library);
        return new Jvmti(agent.lack());
    }

    /** Where an agent was attached by this library, it is there already, and its class loader is what knows how. */
    @SuppressWarnings("unchecked") // the only class loader that takes something takes classes
    private static boolean boundByClassLoader() {
        if (Natives.class.getClassLoader() instanceof Consumer<?> binding) {
            try {
                ((Consumer<Class<?>>) binding).accept(Natives.class);
                return true;
            } catch (LinkageError e) {
                return false; // attached in another way, or by the library of another version: a copy of ours serves us
            }
        }
        return false;
    }

    private void loadCopy(LibraryFile library) throws Lacking {
        Path folder = null;
        Path file = null;
        try {
            folder = newFolder();
            file = library.writeTo(folder);
            Natives.load(file);
        } catch (IOException e) {
            throw new Lacking("the native library cannot be written: " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new Lacking("the native library cannot be loaded: " + reason(String.valueOf(e.getMessage())), e);
        } finally {
            // What is loaded stays mapped.
            delete(file);
            delete(folder);
        }
    }

    /** Of a name that nobody can foresee, and for its owner only. */
    private Path newFolder() throws IOException {
        String parent = setting("native.dir");
        return parent == null || parent.isBlank()
                ? Files.createTempDirectory("threadreporter")
                : Files.createTempDirectory(Path.of(parent), "threadreporter");
    }

    /** A mount with {@code noexec} shows as an error of the dynamic linker that tells nothing to most people. */
    static String reason(String message) {
        return message.contains("failed to map segment") || message.contains("Operation not permitted")
                ? "the folder for temporary files forbids to run programs; -Dthreadreporter.native.dir=FOLDER names"
                        + " another one (" + message + ")"
                : message;
    }

    private static void delete(@Nullable Path path) {
        try {
            if (path != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            path.toFile().deleteOnExit(); // nothing depends on it being gone now
        }
    }

    private @Nullable String setting(String name) {
        String property = properties.apply(PREFIX + name);
        return property != null
                ? property
                : System.getenv((PREFIX + name).toUpperCase(Locale.ROOT).replace('.', '_'));
    }
}
