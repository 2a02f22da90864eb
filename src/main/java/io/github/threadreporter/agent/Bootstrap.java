package io.github.threadreporter.agent;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
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
 * as little as possible, and what it calls in {@link AttachedAgent} keeps its name and parameters. Nested classes and lambdas would be further classes to bring along.
 */
public final class Bootstrap extends ClassLoader implements Consumer<Class<?>>, Runnable {

    /** A file of this name in the folder of a request asks the command for the jar. */
    private static final String JAR_NEEDED = "jar-needed";

    /** A file of this name tells it what went wrong. */
    private static final String FAILED = "failed";

    /** Of the requests that the classes in this jar understand; see {@code cli.AgentRequest}. */
    private static final String PROTOCOL = "1";

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

    private Bootstrap(File file, String protocol) throws IOException {
        super("thread-reporter", ClassLoader.getPlatformClassLoader());
        this.jar = new JarFile(file, false);
        this.protocol = protocol;
        Permissions all = new Permissions();
        all.add(new AllPermission());
        this.domain = new ProtectionDomain(new CodeSource(file.toURI().toURL(), (Certificate[]) null), all, this, null);
    }

    /** The command line. */
    public static void main(String[] arguments) throws Exception {
        new Bootstrap(ownFile(), PROTOCOL).call("cli.Main", "main", String[].class, arguments);
    }

    /** Called by the JVM for {@code -javaagent}: whatever is wrong, the application must start. */
    public static synchronized void premain(@Nullable String options, Instrumentation instrumentation) {
        if (current != null) {
            System.err.println("thread-reporter: there is one already: another -javaagent of it is left out");
            return;
        }
        try {
            Bootstrap own = new Bootstrap(ownFile(), PROTOCOL);
            current = own;
            own.call("agent.StartedAgent", "start", Object[].class, new Object[] {options, instrumentation});
        } catch (SecurityException e) {
            System.err.println("thread-reporter: not started: the security manager forbids it, its policy must grant"
                    + " java.security.AllPermission to the jar: " + e.getMessage());
        } catch (Exception | LinkageError e) {
            System.err.println("thread-reporter: not started: " + e);
        }
    }

    /** Called by the JVM where the command could not attach with the native library. */
    public static void agentmain(String folder, Instrumentation instrumentation) throws IOException {
        attached(folder, instrumentation);
    }

    /**
     * Called in the JVM that is looked at, by the native library too. Returns at once. What it has to say it says in
     * files: a newer JVM unloads a library that returns anything but 0, and its functions are in use by then.
     *
     * @param folder holds the file {@code request}, and {@code thread-reporter.jar} unless that is loaded already
     */
    static void attached(String folder) throws IOException {
        attached(folder, null);
    }

    private static synchronized void attached(String folder, @Nullable Instrumentation instrumentation)
            throws IOException {
        try {
            Properties request = new Properties();
            if (instrumentation != null) {
                request.put("instrumentation", instrumentation);
            }
            try (InputStream in = new FileInputStream(new File(folder, "request"))) {
                request.load(in);
            }
            Bootstrap loader = understanding(request, folder);
            if (loader == null) {
                say(folder, JAR_NEEDED, "");
            } else {
                loader.call("agent.AttachedAgent", "run", Properties.class, request);
            }
        } catch (IllegalStateException e) {
            say(folder, FAILED, String.valueOf(e.getMessage())); // its words are for people
        } catch (Exception | LinkageError e) {
            say(folder, FAILED, e.toString());
        }
    }

    private static @Nullable Bootstrap understanding(Properties request, String folder) throws Exception {
        String protocol = request.getProperty("protocol", "");
        Bootstrap loader = current;
        if (loader != null && loader.understands(protocol)) {
            return loader;
        }
        File jar = new File(folder, "thread-reporter.jar");
        if (!jar.exists()) {
            return null;
        }
        Bootstrap fresh = new Bootstrap(jar, protocol);
        if (loader != null) {
            try {
                loader.call("agent.AttachedAgent", "retire", Properties.class, request);
            } catch (Exception | LinkageError e) {
                fresh.jar.close();
                throw e;
            }
        }
        current = fresh;
        return fresh;
    }

    private static void say(String folder, String name, String text) throws IOException {
        try (OutputStream out = new FileOutputStream(new File(folder, name))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private boolean understands(String wanted) {
        return protocol.equals(wanted);
    }

    private static File ownFile() throws IOException, URISyntaxException {
        CodeSource source = Bootstrap.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            throw new IOException("the system class loader does not tell where the jar is");
        }
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

    /**
     * Links the native methods of a class of this loader to the library that attached it.
     *
     * @throws UnsatisfiedLinkError if it came here in another way
     */
    @Override
    public void accept(Class<?> natives) {
        bind(natives);
    }

    /**
     * Called when the agent is to be gone: its classes are unloaded, and the jar is closed, when nothing of it runs any
     * more. Not closed here: a thread that is late would find classes missing.
     */
    @Override
    public void run() {
        synchronized (Bootstrap.class) {
            if (current == this) {
                current = null;
            }
        }
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
