package io.github.threadreporter.collect.classfile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Class files of several compilers by their internal names: those of the JDK, of this library, of Kotlin and Groovy. */
final class SampleClasses {

    private SampleClasses() {}

    /** About {@code most} of each origin, spread evenly. */
    static Map<String, byte[]> some(int most) {
        Map<String, byte[]> classes = new TreeMap<>();
        classes.putAll(jdk("java/util", most));
        classes.putAll(near(ClassFiles.class, "io/github/threadreporter", most));
        classes.putAll(near(kotlin.Unit.class, "kotlin/text", most));
        classes.putAll(near(kotlin.Unit.class, "kotlin/collections", most));
        classes.putAll(near(groovy.lang.Closure.class, "groovy/grape", most)); // written in Groovy, most of it
        classes.putAll(near(groovy.lang.Closure.class, "groovy/util", most));
        return classes;
    }

    static Map<String, byte[]> jdk(String folder, int most) {
        return below(FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base"), folder, most);
    }

    /** Those in the archive or folder that {@code known} comes from. */
    private static Map<String, byte[]> near(Class<?> known, String folder, int most) {
        Path place = place(known);
        if (Files.isDirectory(place)) {
            return below(place, folder, most);
        }
        try (FileSystem archive = FileSystems.newFileSystem(place)) {
            return below(archive.getPath("/"), folder, most);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path place(Class<?> known) {
        return Path.of(URI.create(
                known.getProtectionDomain().getCodeSource().getLocation().toString()));
    }

    private static Map<String, byte[]> below(Path root, String folder, int most) {
        Map<String, byte[]> classes = new TreeMap<>();
        try (Stream<Path> found = Files.walk(root.resolve(folder))) {
            List<Path> files = found.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList();
            int step = Math.max(1, files.size() / most);
            for (int i = 0; i < files.size(); i += step) {
                String name = root.relativize(files.get(i)).toString();
                classes.put(name.substring(0, name.length() - ".class".length()), Files.readAllBytes(files.get(i)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return classes;
    }
}
