package io.github.threadreporter.internal.jvmti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryFileTest {

    private static final int DYNAMIC = 2;
    private static final long NEEDED = 1;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "OpenJDK 64-Bit Server VM,Linux,amd64,linux-x86_64",
        "Java HotSpot(TM) 64-Bit Server VM,Linux,aarch64,linux-aarch64"
    })
    void platform_thatIsBuiltFor_hasItsFolder(String vm, String system, String machine, String name) throws Lacking {
        assertThat(platform(vm, system, machine)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "Eclipse OpenJ9 VM,Linux,amd64,this JVM is Eclipse OpenJ9 VM",
        "Substrate VM,Linux,amd64,this JVM is Substrate VM",
        "OpenJDK 64-Bit Server VM,Mac OS X,aarch64,Mac OS X on aarch64",
        "OpenJDK 64-Bit Server VM,Linux,riscv64,Linux on riscv64",
        ",,,this JVM is null"
    })
    void platform_thatIsNotBuiltFor_isNamed(String vm, String system, String machine, String reason) {
        assertThatThrownBy(() -> platform(vm, system, machine))
                .isInstanceOf(Lacking.class)
                .hasMessageContaining(reason);
    }

    @Test
    void library_notInTheJar_isNamed() {
        assertThatThrownBy(() -> LibraryFile.of("linux-riscv64"))
                .isInstanceOf(Lacking.class)
                .hasMessage("the jar was built without"
                        + " io/github/threadreporter/native/linux-riscv64/libthreadreporter.so");
    }

    /** Damaged on purpose, in the resources of the tests. */
    @Test
    void library_withAnotherChecksum_isRefused() {
        assertThatThrownBy(() -> LibraryFile.of("linux-damaged"))
                .isInstanceOf(Lacking.class)
                .hasMessageContaining("does not match its checksum");
    }

    @Test
    void writing_ontoAFile_isRefused() throws IOException {
        NativeBuild.assumeThere();
        LibraryFile library = LibraryFile.ofThisJvm();
        Path file = library.writeTo(folder);

        assertThat(library.isIn(file)).isTrue();
        assertThatThrownBy(() -> library.writeTo(folder)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void replacing_aFile_leavesItsReadersTheOldOne() throws IOException {
        NativeBuild.assumeThere();
        Path old = Files.writeString(folder.resolve("libthreadreporter.so"), "old");
        Path link = Files.createLink(folder.resolve("link"), old);

        LibraryFile library = LibraryFile.ofThisJvm();
        assertThat(library.replaceIn(folder)).isEqualTo(old);

        assertThat(library.isIn(old)).isTrue();
        assertThat(link).hasContent("old");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(old, link);
        }
    }

    @Test
    void agent_amongTheFlags_isFound() throws IOException {
        NativeBuild.assumeThere();
        LibraryFile library = LibraryFile.ofThisJvm();
        Path file = library.writeTo(folder);

        assertThat(Agent.find(List.of("-Xmx1g", "-agentpath:/other.so", "-agentpath:" + file + "=a=b"), library)
                        .file())
                .isEqualTo(file);
        assertThat(Agent.find(List.of("-Xmx1g", "-agentpath:/other.so"), library)
                        .lack())
                .contains("was not started with -agentpath");
        assertThat(Agent.find(List.of("-agentpath:" + folder + "/libthreadreporter-2.so"), library)
                        .lack())
                .contains("cannot be read");
        Files.writeString(file, "other");
        assertThat(Agent.find(List.of("-agentpath:" + file), library).lack())
                .contains("is not the native library of this version");
    }

    @Test
    void reason_ofANoexecMount_isMadePlain() {
        assertThat(Loader.reason("/tmp/x.so: failed to map segment from shared object"))
                .contains("-Dthreadreporter.native.dir=FOLDER");
        assertThat(Loader.reason("something else")).isEqualTo("something else");
    }

    /** So it runs with any C library, musl among them, or none. */
    @ParameterizedTest
    @CsvSource({"linux-x86_64", "linux-aarch64"})
    void library_ofEachPlatform_needsNoOther(String platform) throws IOException, Lacking {
        LibraryFile library;
        try {
            library = LibraryFile.of(platform);
        } catch (Lacking e) { // built only where there is a compiler for it
            abort(e.why());
            return;
        }
        ByteBuffer elf =
                ByteBuffer.wrap(Files.readAllBytes(library.writeTo(folder))).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(elf.limit()).isLessThan(80_000);
        assertThat(dynamicTags(elf)).isNotEmpty().doesNotContain(NEEDED);
        String text = StandardCharsets.ISO_8859_1.decode(elf.rewind()).toString();
        assertThat(text).contains("JNI_OnLoad", "Agent_OnLoad").doesNotContain("GLIBC", "malloc", "/src/main/c");
    }

    private static List<Long> dynamicTags(ByteBuffer elf) {
        List<Long> tags = new ArrayList<>();
        int headers = (int) elf.getLong(32);
        for (int i = 0; i < elf.getShort(56); i++) {
            int header = headers + i * elf.getShort(54);
            if (elf.getInt(header) == DYNAMIC) {
                int start = (int) elf.getLong(header + 8);
                for (int at = start; at < start + elf.getLong(header + 32); at += 16) {
                    tags.add(elf.getLong(at));
                }
            }
        }
        return tags;
    }

    private static String platform(String vm, String system, String machine) throws Lacking {
        return Platform.name(
                Map.of("java.vm.name", vm == null ? "null" : vm, "os.name", "" + system, "os.arch", "" + machine)::get);
    }
}
