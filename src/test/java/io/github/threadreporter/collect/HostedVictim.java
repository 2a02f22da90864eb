package io.github.threadreporter.collect;

import java.net.URLClassLoader;

/** Main class of forked JVMs: runs {@link HostedChecks} in a class loader as an agent's, without any of the libraries. */
final class HostedVictim {

    private HostedVictim() {}

    public static void main(String[] arguments) throws Exception {
        URLClassLoader agent = new URLClassLoader(
                Hosted.urls(Hosted.classPath(entry -> !Hosted.isLibrary(entry))), ClassLoader.getPlatformClassLoader());
        agent.loadClass(HostedVictim.class.getPackageName() + ".HostedChecks")
                .getMethod("run", String.class)
                .invoke(null, arguments[0]);
        System.exit(0); // threads of the SDK may be waiting for its server
    }
}
