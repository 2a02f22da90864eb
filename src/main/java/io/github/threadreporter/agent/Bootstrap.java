package io.github.threadreporter.agent;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The one class of {@code thread-reporter.jar} that the application's class loaders can see. It is the class loader of
 * all others, which lie in a folder of the jar where nobody else looks, so that they meet nothing of the application.
 *
 * <p>A JVM has one such class, of the version that came first, and it serves later versions of the jar: hence it knows
 * as little as possible. Nested classes and lambdas would be further classes to bring along.
 */
public final class Bootstrap extends ClassLoader implements Consumer<Class<?>>, Closeable {

    /** Nothing is loaded yet that understands the request: the command has to bring the jar. */
    static final int JAR_NEEDED = 1;

    static final int BAD_REQUEST = 2;

    private static final String FOLDER = "agent/";
    private static final String PACKAGE = "io.github.threadreporter.";

    /** The one in use: a newer one replaces it if they do not understand the same requests. */
    private static @Nullable Bootstrap current;

    static {
        registerAsParallelCapable();
    }

    private final JarFile jar;
    private final String protocol;
    private final ProtectionDomain domain;
    private final boolean hasNative;

    private Bootstrap(File file, String protocol, boolean hasNative) throws IOException {
        super("thread-reporter", ClassLoader.getPlatformClassLoader());
        this.jar = new JarFile(file, false);
        this.protocol = protocol;
        this.hasNative = hasNative;
        Permissions all = new Permissions();
        all.add(new AllPermission());
        this.domain = new ProtectionDomain(new CodeSource(file.toURI().toURL(), (Certificate[]) null), all, this, null);
    }

    /** The command line. */
    public static void main(String[] arguments) throws Exception {
        new Bootstrap(ownFile(), "", false).call("cli.Main", "main", String[].class, arguments);
    }

    /** Called by the JVM for {@code -javaagent}: whatever is wrong, the application must start. */
    public static void premain(@Nullable String options, Instrumentation instrumentation) {
        try {
            Bootstrap own = new Bootstrap(ownFile(), "", false);
            own.call("agent.StartedAgent", "start", Object[].class, new Object[] {options, instrumentation});
            current = own;
        } catch (Exception | LinkageError e) {
            System.err.println("thread-reporter: not started: " + e);
        }
    }

    /** Called by the JVM where the command could not attach with the native library. */
    public static void agentmain(@Nullable String folder, Instrumentation instrumentation) {
        int result = folder == null ? BAD_REQUEST : attached(folder);
        if (result != 0) {
            throw new IllegalStateException("request refused: " + result);
        }
    }

    /**
     * Called in the JVM that is looked at, by the native library too. Returns at once.
     *
     * @param folder holds the file {@code request}, and {@code thread-reporter.jar} unless that is loaded already
     * @return 0, or why not
     */
    static synchronized int attached(String folder) {
        try {
            Properties request = new Properties();
            try (InputStream in = new FileInputStream(new File(folder, "request"))) {
                request.load(in);
            }
            String protocol = request.getProperty("protocol", "");
            Bootstrap loader = current;
            if (loader == null || !loader.understands(protocol)) {
                File jar = new File(folder, "thread-reporter.jar");
                if (!jar.exists()) {
                    return JAR_NEEDED;
                }
                Bootstrap fresh = new Bootstrap(jar, protocol, "native".equals(request.getProperty("attached-by")));
                if (loader != null) {
                    loader.call("agent.AttachedAgent", "retire", String.class, protocol);
                }
                current = fresh;
                loader = fresh;
            }
            loader.call("agent.AttachedAgent", "run", Properties.class, request);
            return 0;
        } catch (Exception | LinkageError e) {
            System.err.println("thread-reporter: the request in " + folder + " was refused: " + e);
            return BAD_REQUEST;
        }
    }

    private boolean understands(String wanted) {
        return protocol.isEmpty() || protocol.equals(wanted);
    }

    private static File ownFile() throws URISyntaxException {
        CodeSource source = Bootstrap.class.getProtectionDomain().getCodeSource();
        return new File(source.getLocation().toURI());
    }

    private void call(String type, String method, Class<?> parameter, Object argument) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            loadClass(PACKAGE + type).getMethod(method, parameter).invoke(null, argument);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Links the native methods of a class of this loader to the library that attached it. */
    @Override
    public void accept(Class<?> natives) {
        if (!hasNative || natives.getClassLoader() != this) {
            throw new UnsatisfiedLinkError("attached without the native library");
        }
        bind(natives);
    }

    /** Called when the agent is to be gone: its classes are unloaded when nothing of it runs any more. */
    @Override
    public void close() throws IOException {
        synchronized (Bootstrap.class) {
            if (current == this) {
                current = null;
            }
        }
        jar.close();
    }

    private static native void bind(Class<?> natives);

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] content = content(name.replace('.', '/') + ".class");
        if (content == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, content, 0, content.length, domain);
    }

    /** Not by an address: the file may be gone by now, but it stays open. */
    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] content = content(name);
        return content != null ? new ByteArrayInputStream(content) : getParent().getResourceAsStream(name);
    }

    private byte @Nullable [] content(String name) {
        ZipEntry entry = jar.getEntry(FOLDER + name);
        if (entry == null) {
            return null;
        }
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(FOLDER + name + " cannot be read from " + jar.getName(), e);
        }
    }
}
