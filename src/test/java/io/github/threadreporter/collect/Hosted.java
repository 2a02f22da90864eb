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
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** An {@link Application} as an application server holds it, which counts what is asked of its class loader. */
final class Hosted implements AutoCloseable {

    /** What the application brings along: the versions that this product is tested with, but for those named. */
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
            jars.addAll(files(
                    "libraries",
                    entry -> isLibrary(entry) && others.stream().noneMatch(other -> isAnother(entry, other))));
            return jars;
        }

        /** Whether they are versions of the same: their names agree up to the number. */
        private static boolean isAnother(String entry, String other) {
            return file(entry).startsWith(other.replaceFirst("\\d.*", ""));
        }
    }

    private static final class Counting extends URLClassLoader {
        private final Thread creator = Thread.currentThread();
        private final List<String> asked = new ArrayList<>();

        Counting(List<Path> files) {
            super(urls(files), ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (Thread.currentThread() == creator) {
                asked.add(name);
            }
            return super.loadClass(name, resolve);
        }
    }

    private final Counting loader;
    private final BiConsumer<String, String> application;
    private final String name;

    Hosted(String name, Libraries libraries) {
        this.name = name;
        List<Path> files = new ArrayList<>(libraries.jars());
        files.addAll(files("java.class.path", entry -> Files.isDirectory(Path.of(entry))));
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
        return file(entry).matches("(sentry|logback-classic|logback-core|slf4j-api)-\\d.*\\.jar");
    }

    private static String file(String entry) {
        return entry.substring(entry.lastIndexOf(File.separatorChar) + 1);
    }

    /** Those of a system property that holds a class path. */
    static List<Path> files(String property, Predicate<String> which) {
        return Arrays.stream(System.getProperty(property).split(File.pathSeparator))
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

    /** For which classes its class loader was asked by the thread that made it. */
    List<String> asked() {
        return List.copyOf(loader.asked);
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
