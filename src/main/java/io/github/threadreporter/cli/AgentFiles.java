package io.github.threadreporter.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** What is brought to the JVM that is looked at: all of it comes from the jar that this command runs from. */
final class AgentFiles {

    static final String JAR = "thread-reporter.jar";
    static final String BOOTSTRAP = "Bootstrap.class";
    static final String LIBRARY = "libthreadreporter.so";

    private static final String BOOTSTRAP_ENTRY = "io/github/threadreporter/agent/Bootstrap.class";
    private static final String LIBRARIES = "agent/io/github/threadreporter/native/";

    private final Path jar;

    private AgentFiles(Path jar) {
        this.jar = jar;
    }

    /** @throws IOException if this command does not run from the jar */
    static AgentFiles own() throws IOException {
        CodeSource source = AgentFiles.class.getProtectionDomain().getCodeSource();
        try {
            Path jar = new File(source.getLocation().toURI()).toPath();
            if (!Files.isRegularFile(jar)) {
                throw new IOException("this does not run from " + JAR + " but from " + jar);
            }
            return new AgentFiles(jar);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException("this does not run from " + JAR + " but from " + source.getLocation(), e);
        }
    }

    InputStream jar() throws IOException {
        return Files.newInputStream(jar);
    }

    byte[] bootstrap() throws IOException {
        return entry(BOOTSTRAP_ENTRY).orElseThrow(() -> new IOException(BOOTSTRAP_ENTRY + " is not in " + jar));
    }

    /** The native library for this machine; empty where there is none. */
    Optional<byte[]> library() throws IOException {
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String name = machine.equals("amd64") ? "x86_64" : machine;
        return entry(LIBRARIES + "linux-" + name + "/" + LIBRARY);
    }

    private Optional<byte[]> entry(String name) throws IOException {
        try (JarFile file = new JarFile(jar.toFile(), false)) {
            ZipEntry entry = file.getEntry(name);
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream in = file.getInputStream(entry)) {
                return Optional.of(in.readAllBytes());
            }
        }
    }
}
