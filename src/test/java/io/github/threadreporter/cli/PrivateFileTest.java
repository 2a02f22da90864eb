package io.github.threadreporter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {

    @TempDir
    Path folder;

    @Test
    void file_isReadableForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("report.txt");

        PrivateFile.writeText(file, out -> out.write("é"));

        assertThat(file).hasContent("é");
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void file_thatWasThereAndOpenToAll_isClosedToOthers() throws IOException {
        Path file = Files.writeString(folder.resolve("report.txt"), "before");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        PrivateFile.writeText(file, out -> out.write("after"));

        assertThat(file).hasContent("after");
        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void file_staysAsItWas_andNothingIsLeft_whereWritingFails() throws IOException {
        Path file = Files.writeString(folder.resolve("report.txt"), "before");

        assertThatIOException()
                .isThrownBy(() -> PrivateFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("full");
                }));

        assertThat(file).hasContent("before");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void folder_isNoFile() {
        refused(folder, "is a folder");
    }

    @Test
    void folder_thatIsNotThere_isNamed() {
        refused(folder.resolve("missing/report.txt"), "there is no folder " + folder.resolve("missing"));
    }

    @Test
    void device_isNotReplaced() {
        refused(Path.of("/dev/null"), "no ordinary file");
    }

    @Test
    void newFile_andOneThatIsThere_areFine() throws IOException {
        PrivateFile.check(folder.resolve("new.txt"));
        PrivateFile.check(Files.createFile(folder.resolve("old.txt")));
    }

    private static void refused(Path file, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrivateFile.check(file))
                .withMessageStartingWith("-o: ")
                .withMessageContaining(why);
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
