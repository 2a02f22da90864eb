package io.github.threadreporter.internal.jvmti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** What becomes of loading. */
final class LoadVictim {

    private LoadVictim() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "lack" -> lack(arguments[1]);
            case "folder" -> folder(Path.of(arguments[1]));
            case "once" -> once();
            case "twice" -> twice();
            case "renamed" -> renamed();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void lack(String reason) {
        Jvmti.Loading loading = Jvmti.load();
        assertThat(loading.lack()).contains(reason);
        assertThat(loading.jvmti()).isNull();
        assertThat(Jvmti.load()).isSameAs(loading);
    }

    /** It is used while nothing is left of it on the disk. */
    private static void folder(Path folder) throws IOException {
        assertThat(Victims.jvmti().walk(new long[0], 1).error()).isZero();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
        if (Files.exists(Path.of("/proc/self/maps"))) {
            assertThat(Files.readAllLines(Path.of("/proc/self/maps")))
                    .anyMatch(line -> line.contains(folder + "/threadreporter"));
        }
    }

    private static void once() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        AtomicReference<Jvmti> seen = new AtomicReference<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                Jvmti jvmti = Victims.jvmti();
                seen.compareAndSet(null, jvmti);
                if (seen.get() != jvmti) {
                    seen.set(null);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(seen.get()).isSameAs(Victims.jvmti());
    }

    /** As two web applications, each with its own jar of this library. */
    private static void twice() throws Exception {
        List<URL> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            path.add(Path.of(entry).toUri().toURL());
        }
        for (int i = 0; i < 2; i++) {
            try (URLClassLoader loader =
                    new URLClassLoader(path.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
                Class<?> other = Class.forName(WalkVictim.class.getName(), true, loader);
                var main = other.getDeclaredMethod("main", String[].class);
                main.setAccessible(true);
                main.invoke(null, (Object) new String[] {"parked"});
            }
        }
        WalkVictim.main(new String[] {"parked"});
    }

    /** Gives all classes and resources of this library other names of the same length, as shading does. */
    private static final class Renaming extends ClassLoader {
        private static final String OLD = "io/github/threadreporter/";
        private static final String NEW = "io/github/threadrelocate/";

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            String file = name.replace('.', '/') + ".class";
            try (InputStream stream = getResourceAsStream(file)) {
                if (stream == null || !file.startsWith(NEW)) {
                    throw new ClassNotFoundException(name);
                }
                byte[] content = new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1)
                        .replace(OLD, NEW)
                        .replace(OLD.replace('/', '.'), NEW.replace('/', '.'))
                        .getBytes(StandardCharsets.ISO_8859_1);
                return defineClass(name, content, 0, content.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }

        @Override
        protected URL findResource(String name) {
            return name.startsWith(NEW) ? getParent().getResource(OLD + name.substring(NEW.length())) : null;
        }
    }

    private static void renamed() throws Exception {
        String name = WalkVictim.class.getName().replace("threadreporter", "threadrelocate");
        var main = Class.forName(name, true, new Renaming()).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        main.invoke(null, (Object) new String[] {"parked"});
    }
}
