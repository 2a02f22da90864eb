package io.github.threadreporter.collect.variables;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.jvmti.NativeBuild;
import io.github.threadreporter.testing.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where an agent has replaced a method, its class file does not name its variables: no name is better than a wrong one. */
class RedefinedIT {

    @Test
    void methodThatWasReplaced_showsItsParametersOnly(@TempDir Path folder) throws IOException {
        NativeBuild.assumeThere();

        String printed = ForkedJvm.of(Redefined.class)
                .flags("-javaagent:" + agent(folder))
                .run(folder.toString());

        String right = " \\{id=order-17, inside=.*, first=order-17-first, second=order-17-second\\}";
        assertThat(printed)
                .containsPattern("loaded:" + right)
                .as("a frame that still runs the code of the class file")
                .containsPattern("obsolete:" + right)
                .containsPattern(
                        "replaced: \\{id=order-17, inside=[^,]*\\} only parameters: an agent has changed this method");
    }

    /** The class itself is on the class path. */
    private static Path agent(Path folder) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", Redefined.class.getName());
        attributes.putValue("Can-Redefine-Classes", "true");
        Path jar = folder.resolve("agent.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }
}
