package io.github.threadreporter.collect;

import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;

/** Main class of forked JVMs: runs {@link HostedChecks} in a class loader as an agent's. */
final class HostedVictim {

    private HostedVictim() {}

    public static void main(String[] arguments) throws Exception {
        URLClassLoader agent = new URLClassLoader(
                Hosted.urls(Hosted.files("java.class.path", entry -> true)), ClassLoader.getPlatformClassLoader());
        try {
            agent.loadClass(HostedVictim.class.getPackageName() + ".HostedChecks")
                    .getMethod("run", String.class)
                    .invoke(null, arguments[0]);
            System.exit(0); // threads of the SDK may be waiting for its server
        } catch (InvocationTargetException e) {
            e.getCause().printStackTrace(); // the SDK's handler of uncaught exceptions prints nothing
            System.exit(1);
        }
    }
}
