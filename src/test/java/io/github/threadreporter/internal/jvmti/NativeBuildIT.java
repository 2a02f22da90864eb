package io.github.threadreporter.internal.jvmti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds the library once more, with the headers of the JDK that the tests run on. */
class NativeBuildIT {

    private static final Path HOME = Path.of(System.getProperty("java.home"));
    private static final String FOLDER = "io/github/threadreporter/native";

    @TempDir
    private Path folder;

    @BeforeEach
    void assumeAnotherBuildIsPossible() {
        NativeBuild.assumeThere();
        assumeTrue(Files.exists(HOME.resolve("include/jvmti.h")), "a JDK without headers");
    }

    @Test
    void building_again_givesTheSameBytes() throws Exception {
        run("sh", "src/main/c/build", HOME.toString(), folder.toString());

        for (String platform : List.of("linux-x86_64", "linux-aarch64")) {
            String name = FOLDER + "/" + platform + "/libthreadreporter.so";
            try (InputStream packed = NativeBuildIT.class.getResourceAsStream("/" + name)) {
                assertThat(Files.exists(folder.resolve(name))).isEqualTo(packed != null);
                if (packed != null) {
                    assertThat(packed.readAllBytes()).as(platform).isEqualTo(Files.readAllBytes(folder.resolve(name)));
                }
            }
        }
    }

    /** Under an emulator that of another machine; with musl too, where that is installed. */
    @Test
    void library_ofEachMachine_isLoadedWithoutAJvm() throws Exception {
        String printed = run("make", "-C", "src/main/c", "smoke", "JAVA_HOME=" + HOME, "OUT=" + folder);

        assertThat(printed).contains("loaded " + folder);
    }

    @Test
    void building_withoutHeaders_saysSoAndGoesOn() throws Exception {
        String printed = run("sh", "src/main/c/build", folder.toString(), folder.toString());

        assertThat(printed).contains("no native library: there is no " + folder + "/include/jvmti.h");
        try (var left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
