package io.github.threadreporter.collect.variables;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.tools.ToolProvider;
import org.codehaus.groovy.control.CompilationUnit;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.Phases;

/** Classes compiled into a folder, with a method that runs something inside. */
final class SourceClasses {

    private SourceClasses() {}

    /** {@code static void run(Runnable)} of the class Source, compiled by javac with those options. */
    static Consumer<Runnable> java(Path folder, String source, String... options) throws Exception {
        Path file = folder.resolve("Source.java");
        Files.writeString(file, source);
        List<String> all = new ArrayList<>(List.of("-d", folder.toString(), "--release", "17"));
        all.addAll(List.of(options));
        all.add(file.toString());
        ByteArrayOutputStream problems = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler().run(null, null, problems, all.toArray(String[]::new));
        if (result != 0) {
            throw new IllegalArgumentException(problems.toString(StandardCharsets.UTF_8));
        }
        return run(folder);
    }

    /** The same by Groovy. */
    static Consumer<Runnable> groovy(Path folder, String source) throws Exception {
        CompilerConfiguration configuration = new CompilerConfiguration();
        configuration.setTargetDirectory(folder.toFile());
        CompilationUnit unit = new CompilationUnit(configuration);
        unit.addSource("Source.groovy", source);
        unit.compile(Phases.OUTPUT);
        return run(folder);
    }

    private static Consumer<Runnable> run(Path folder) throws ReflectiveOperationException, IOException {
        URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, SourceClasses.class.getClassLoader());
        Method run = loader.loadClass("Source").getDeclaredMethod("run", Runnable.class);
        run.setAccessible(true);
        return inside -> {
            try {
                run.invoke(null, inside);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
