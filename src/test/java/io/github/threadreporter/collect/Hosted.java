package io.github.threadreporter.collect;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An {@link Application} as an application server holds it, which counts what is asked of its class loader. */
final class Hosted implements AutoCloseable {

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    /** Of the libraries that the application brings along; what this product is tested with comes last. */
    enum Libraries {
        CURRENT(List.of()),
        SDK_7_LOGBACK_1_2(List.of("sentry-7.", "logback-classic-1.2", "logback-core-1.2", "slf4j-api-1.7")),
        SDK_8_OLDEST(List.of("sentry-8.0.", "logback-classic-1.2", "logback-core-1.2", "slf4j-api-1.7")),
        SDK_8_NEWEST(List.of("sentry-8.62."));

        private final List<String> others;

        Libraries(List<String> others) {
            this.others = others;
        }

        private List<Path> jars() {
            List<Path> jars = new ArrayList<>();
            try (Stream<Path> all = Files.list(Path.of(System.getProperty("other.libraries")))) {
                all.filter(jar -> others.stream()
                                .anyMatch(other -> jar.getFileName().toString().startsWith(other)))
                        .forEach(jars::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            if (jars.size() != others.size()) {
                throw new AssertionError(others + " but there are " + jars);
            }
            jars.addAll(classPath(Hosted::isLibrary));
            return jars;
        }
    }

    private static final class Counting extends URLClassLoader {
        private final AtomicInteger asked = new AtomicInteger();

        Counting(List<Path> files) {
            super(urls(files), ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.incrementAndGet();
            return super.loadClass(name, resolve);
        }
    }

    private final Counting loader;
    private final BiConsumer<String, String> application;
    private final String name;

    Hosted(String name, Libraries libraries) {
        this.name = name;
        List<Path> files = new ArrayList<>(libraries.jars());
        files.addAll(classPath(entry -> Files.isDirectory(Path.of(entry))));
        loader = new Counting(files);
        application = instance(loader);
    }

    @SuppressWarnings("unchecked")
    private static BiConsumer<String, String> instance(ClassLoader loader) {
        try {
            return (BiConsumer<String, String>) loader.loadClass(Hosted.class.getPackageName() + ".Application")
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether that file of the class path is one of those that an application brings along. */
    static boolean isLibrary(String entry) {
        String file = entry.substring(entry.lastIndexOf(File.separatorChar) + 1);
        return file.endsWith(".jar")
                && Stream.of("sentry-", "logback-", "slf4j-").anyMatch(file::startsWith);
    }

    static List<Path> classPath(Predicate<String> which) {
        return Arrays.stream(CLASS_PATH.split(File.pathSeparator))
                .filter(which)
                .map(Path::of)
                .toList();
    }

    static URL[] urls(List<Path> files) {
        return files.stream().map(Hosted::url).toArray(URL[]::new);
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    ClassLoader loader() {
        return loader;
    }

    /** Loads it without initialising it. */
    Class<?> load(String type) {
        try {
            return Class.forName(type, false, loader);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    void call(String what) {
        application.accept(what, name);
    }

    /** How often its class loader was asked for a class. */
    int asked() {
        return loader.asked.get();
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
