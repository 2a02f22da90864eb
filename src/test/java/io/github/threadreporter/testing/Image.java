package io.github.threadreporter.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A runtime image with a few modules only, as a lean container has it. */
public final class Image {

    private Image() {}

    public static Path link(Path folder, String modules) throws IOException, InterruptedException {
        Path image = folder.resolve("image");
        Process jlink = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/jlink").toString(),
                        "--add-modules",
                        modules,
                        "--output",
                        image.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(jlink.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(jlink.waitFor()).as(printed).isZero();
        return image;
    }
}
