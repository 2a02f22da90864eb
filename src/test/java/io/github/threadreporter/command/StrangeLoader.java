package io.github.threadreporter.command;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * A system class loader that can take no agent's jar, since it lacks {@code appendToClassPathForInstrumentation}, and
 * that tells when it is asked for a class or a file of ours.
 */
public final class StrangeLoader extends URLClassLoader {

    private static final String OURS = "io.github.threadreporter.";
    private static final String TARGET = OURS + "command.";

    /** Called by the JVM. */
    public StrangeLoader(ClassLoader parent) throws Exception {
        super(
                "strange",
                new URL[] {
                    Path.of(System.getProperty("java.class.path")).toUri().toURL()
                },
                parent.getParent());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        tell(name);
        return super.loadClass(name, resolve);
    }

    @Override
    public URL getResource(String name) {
        tell(name.replace('/', '.'));
        return super.getResource(name);
    }

    private static void tell(String name) {
        if (name.startsWith(OURS) && !name.startsWith(TARGET)) {
            System.out.println("asked for " + name);
        }
    }
}
