package io.github.threadreporter.collect.classfile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Classes compiled when the test runs, with the compiler's options at choice, and a loader of them. */
final class CompiledClasses extends ClassLoader {

    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final StandardJavaFileManager STANDARD = COMPILER.getStandardFileManager(null, null, null);

    private final Map<String, byte[]> files;

    CompiledClasses(Map<String, byte[]> files) {
        super(CompiledClasses.class.getClassLoader());
        this.files = files;
    }

    /** Compiles one source file for Java 17. */
    static CompiledClasses of(String source, String... options) {

        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        Map<String, byte[]> files = new LinkedHashMap<>();
        JavaFileManager manager = new ForwardingJavaFileManager<JavaFileManager>(STANDARD) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
                return new Output(className, files);
            }
        };
        List<String> all = new ArrayList<>(List.of("--release", "17", "-proc:none", "-classpath", classPath()));
        all.addAll(List.of(options));
        boolean done = COMPILER.getTask(null, manager, problems, all, null, List.of(new Source(source)))
                .call();
        if (!done) {
            throw new IllegalArgumentException(problems.getDiagnostics().stream()
                    .map(Diagnostic::toString)
                    .toList()
                    .toString());
        }
        return new CompiledClasses(files);
    }

    private static String classPath() {
        return Spots.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    byte[] bytes(String className) {
        return files.get(className);
    }

    Collection<byte[]> all() {
        return files.values();
    }

    ClassFacts facts(String className) {
        try {
            return ClassFileParser.parse(bytes(className), className.replace('.', '/'));
        } catch (UnreadableClassFile e) {
            throw new AssertionError(className, e);
        }
    }

    /** The one method of that name. */
    MethodFacts method(String className, String name, String descriptor) {
        return facts(className).method(name, descriptor).orElseThrow();
    }

    /** Runs {@code run()} of a class. */
    void run(String className) throws ReflectiveOperationException {
        var run = loadClass(className).getDeclaredMethod("run");
        run.setAccessible(true);
        run.invoke(null);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
        String className = name.replace('/', '.').replaceFirst("\\.class$", "");
        byte[] bytes = files.get(className);
        return bytes == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(bytes);
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String text) {
            super(URI.create("string:///Sources.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class Output extends SimpleJavaFileObject {
        private final String className;
        private final Map<String, byte[]> files;

        Output(String className, Map<String, byte[]> files) {
            super(URI.create("bytes:///" + className.replace('.', '/') + ".class"), Kind.CLASS);
            this.className = className;
            this.files = files;
        }

        @Override
        public OutputStream openOutputStream() {
            return new ByteArrayOutputStream() {
                @Override
                public void close() {
                    files.put(className, toByteArray());
                }
            };
        }
    }
}
