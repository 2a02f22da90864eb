package io.github.threadreporter.agent;

import com.acme.shop.OrderService;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;

/** {@link OrderService} as Spring Boot packs it: libraries as jars in the jar, classes and sources in a folder of it. */
final class FatJar {

    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String SOURCE = OrderService.class.getName().replace('.', '/') + ".java";

    private FatJar() {}

    static Path of(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, "org.springframework.boot.loader.launch.JarLauncher");
        attributes.putValue("Start-Class", OrderService.class.getName());
        attributes.putValue("Spring-Boot-Classes", CLASSES);
        attributes.putValue("Spring-Boot-Lib", "BOOT-INF/lib/");
        Path file = folder.resolve("shop.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            addLauncher(jar);
            for (String directory : List.of("BOOT-INF/", CLASSES, "BOOT-INF/lib/")) {
                add(jar, directory, new byte[0], ZipEntry.STORED);
            }
            Path classes = Shop.classes(folder);
            try (Stream<Path> all = Files.walk(classes)) {
                for (Path path : all.filter(Files::isRegularFile).toList()) {
                    add(jar, CLASSES + classes.relativize(path), Files.readAllBytes(path), ZipEntry.DEFLATED);
                }
            }
            add(jar, CLASSES + SOURCE, Files.readAllBytes(Path.of("src/test/java", SOURCE)), ZipEntry.DEFLATED);
            for (Path library : Shop.libraries()) {
                add(jar, "BOOT-INF/lib/" + library.getFileName(), Files.readAllBytes(library), ZipEntry.STORED);
            }
        }
        return file;
    }

    private static void addLauncher(JarOutputStream jar) throws IOException {
        Path loader;
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("other.libraries")))) {
            loader = all.filter(path -> path.getFileName().toString().startsWith("spring-boot-loader"))
                    .findFirst()
                    .orElseThrow();
        }
        try (JarFile from = new JarFile(loader.toFile())) {
            for (Enumeration<? extends ZipEntry> entries = from.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().startsWith("org/") && !entry.isDirectory()) {
                    try (InputStream in = from.getInputStream(entry)) {
                        add(jar, entry.getName(), in.readAllBytes(), ZipEntry.DEFLATED);
                    }
                }
            }
        }
    }

    private static void add(JarOutputStream jar, String name, byte[] content, int method) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(method);
        if (method == ZipEntry.STORED) {
            CRC32 crc = new CRC32();
            crc.update(content);
            entry.setCrc(crc.getValue());
            entry.setSize(content.length);
        }
        jar.putNextEntry(entry);
        jar.write(content);
        jar.closeEntry();
    }
}
