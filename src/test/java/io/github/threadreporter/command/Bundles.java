package io.github.threadreporter.command;

import com.acme.orders.OrderBundle;
import io.github.threadreporter.testing.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A service as OSGi runs it: two bundles with the same classes, each with a Sentry SDK of another version in it. */
final class Bundles {

    private Bundles() {}

    /** Started as its users start Apache Felix. */
    static Target.Builder in(Path folder, String dsn) throws IOException {
        Path bundles = Files.createDirectory(folder.resolve("bundles"));
        bundle(bundles, "ada", "sentry-8.21.0.jar");
        bundle(bundles, "grace", "sentry-8.62.0.jar");
        Path felix = Path.of(System.getProperty("other.libraries"), "org.apache.felix.main-7.0.5.jar");
        return Target.of("org.apache.felix.main.Main")
                .jars(List.of(felix))
                .flags("-Dfelix.auto.deploy.dir=" + bundles, "-Dfelix.auto.deploy.action=install,start")
                .flags("-Dorders.bundles=2", "-Dorders.dsn=" + dsn);
    }

    private static void bundle(Path folder, String name, String sdk) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Bundle-ManifestVersion", "2");
        attributes.putValue("Bundle-SymbolicName", name);
        attributes.putValue("Bundle-Activator", OrderBundle.class.getName());
        attributes.putValue("Bundle-ClassPath", "., " + sdk);
        attributes.putValue("Import-Package", "org.osgi.framework");
        attributes.putValue("DynamicImport-Package", "javax.*"); // of the JDK, for the SDK
        try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".jar"));
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            String type = OrderBundle.class.getName().replace('.', '/') + ".class";
            jar.putNextEntry(new ZipEntry(type));
            jar.write(OrderBundle.class.getResourceAsStream("/" + type).readAllBytes());
            jar.putNextEntry(new ZipEntry(sdk));
            Files.copy(Path.of(System.getProperty("other.libraries"), sdk), jar);
        }
    }
}
