package io.github.threadreporter.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read from literal texts, and processes that are hard to come by, as files. */
class AttachPartsTest {

    private static final String STATUS = """
            Name:\tjava
            Umask:\t0022
            State:\t%s (whatever)
            Pid:\t4711
            NSpid:\t4711\t12\t1
            Uid:\t1000\t%s\t1000\t1000
            Gid:\t1000\t1002\t1000\t1000
            SigBlk:\t0000000000000004
            SigIgn:\t0000000000000000
            SigCgt:\t%s
            """;

    private static final String CATCHES = "2000000181005ccf";

    private static String status(String state, int uid, String caught) {
        return STATUS.formatted(state, uid, caught);
    }

    @Test
    void status_tellsEffectiveUserAndInnermostPid() throws IOException {
        ProcStatus status = ProcStatus.parse(status("S", 1001, CATCHES));
        assertThat(status).isEqualTo(new ProcStatus("java", 'S', 1001, 1002, List.of(4711L, 12L, 1L), true));
        assertThat(status.ownPid()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0000000000000004,true", "0000000000000003,false", "fffffffffffffffb,false", "ffffffffffffffff,true"})
    void status_tellsWhetherQuitIsCaught(String caught, boolean expected) throws IOException {
        assertThat(ProcStatus.parse(status("S", 1, caught)).catchesQuit()).isEqualTo(expected);
    }

    @Test
    void status_ofAnUnknownForm_isAnError() {
        assertThatThrownBy(() -> ProcStatus.parse("Name:\tjava")).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "java -cp a:b com.acme.Main x,com.acme.Main",
        "/opt/jdk/bin/java -Xmx1g --add-opens java.base/java.lang=ALL-UNNAMED -jar app.jar -jar y,app.jar",
        "java -p mods -m com.acme/com.acme.Main,com.acme/com.acme.Main",
        "java --module=com.acme/com.acme.Main,com.acme/com.acme.Main",
        "java @arguments,''",
        "java -jar,''",
        "python Main,''",
    })
    void commandLine_tellsTheMainClass(String words, String expected) {
        assertThat(CommandLine.parse(words.replace(' ', '\0') + "\0").main()).isEqualTo(expected);
    }

    @Test
    void commandLine_ofAKernelThread_isEmpty() {
        assertThat(CommandLine.parse("").main()).isEmpty();
    }

    @Test
    void commandLine_lastSwitchCounts() {
        assertThat(new CommandLine(List.of("java", "-XX:+DisableAttachMechanism", "-XX:-DisableAttachMechanism", "A"))
                        .deniesAttach())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0::/system.slice/docker-%s.scope",
        "12:pids:/kubepods/burstable/pod1-2/%s",
        "0::/../../kubepods-pod1.slice/cri-containerd-%s.scope",
        "0::/machine.slice/libpod-%s.scope/container",
    })
    void container_isToldFromItsControlGroup(String line) {
        String id = "0123456789abcdef".repeat(4);
        assertThat(Container.idIn(line.formatted(id))).hasValue(id);
    }

    @Test
    void container_isNoneWithoutAnId() {
        assertThat(Container.idIn("0::/user.slice/user-1000.slice")).isEmpty();
    }

    @Test
    void release_tellsVersionAndModules() throws IOException {
        assertThat(JdkRelease.parse("JAVA_VERSION=\"21.0.1\"\nMODULES=\"java.base java.instrument\"\n"))
                .isEqualTo(new JdkRelease("21.0.1", true));
        assertThat(JdkRelease.parse("JAVA_VERSION=\"21.0.1\"\nMODULES=\"java.base\"\n"))
                .isEqualTo(new JdkRelease("21.0.1", false));
        assertThat(JdkRelease.parse("")).isEqualTo(JdkRelease.UNKNOWN);
    }

    @Test
    void performanceData_ofGarbage_areNone() {
        byte[] garbage = new byte[100];
        assertThat(PerfData.parse(garbage).command()).isEmpty();
    }

    @Test
    void request_isFiveTextsWithAZeroBehindEach() {
        assertThat(new String(Request.encode("jcmd", "Thread.print").array(), StandardCharsets.UTF_8))
                .isEqualTo("1\0jcmd\0Thread.print\0\0\0");
    }

    @Test
    void request_thatTheJvmWouldNotTake_isRefused() {
        assertThatThrownBy(() -> Request.encode("load", "a\0b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Request.encode("load", "a".repeat(1025))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Request.encode("load", "a", "b", "c", "d"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deadline_countsDownToZero() {
        long[] now = {0};
        Deadline deadline = new Deadline(Duration.ofSeconds(10), () -> now[0]);
        now[0] = Duration.ofSeconds(4).toNanos();
        assertThat(deadline.left()).isEqualTo(Duration.ofSeconds(6));
        now[0] = Duration.ofSeconds(11).toNanos();
        assertThat(deadline.left()).isZero();
        assertThat(deadline.hasPassed()).isTrue();
        assertThat(deadline).hasToString("10 s");
    }

    /** A process as files: what it maps, and the first bytes of its program. */
    private static Jvm look(Path proc, String state, int uid, String caught, String maps, int elfClass)
            throws IOException {
        Path us = Files.createDirectories(proc.resolve("1"));
        Files.writeString(us.resolve("status"), status("S", 1000, CATCHES));
        Path target = Files.createDirectories(proc.resolve("4711"));
        Files.writeString(target.resolve("status"), status(state, uid, caught));
        Files.writeString(target.resolve("cmdline"), "java\0com.acme.Main\0");
        Files.writeString(target.resolve("maps"), maps);
        Files.writeString(target.resolve("cgroup"), "0::/");
        Files.write(target.resolve("exe"), new byte[] {0x7f, 'E', 'L', 'F', (byte) elfClass});
        return new Jvms(proc, 1).one(4711);
    }

    private static final String HOTSPOT = "7f00-7f10 r-xp 00000000 fe:00 123    /opt/jdk/lib/server/libjvm.so\n";

    @Test
    void openJ9_isNamed(@TempDir Path proc) throws IOException {
        String maps = HOTSPOT + "7f10-7f20 r-xp 00000000 fe:00 124    /opt/jdk/lib/default/libj9vm29.so\n";
        assertThat(look(proc, "S", 1000, CATCHES, maps, 2).obstacle().reason()).isEqualTo(Reason.OTHER_VM);
    }

    @Test
    void jvmOf32Bits_isNamed(@TempDir Path proc) throws IOException {
        assertThat(look(proc, "S", 1000, CATCHES, HOTSPOT, 1).obstacle().reason())
                .isEqualTo(Reason.OTHER_BITS);
    }

    @Test
    void otherUser_isNamedWithARemedy(@TempDir Path proc) throws IOException {
        Obstacle obstacle = look(proc, "S", 2000, CATCHES, HOTSPOT, 2).obstacle();
        assertThat(obstacle.reason()).isEqualTo(Reason.OTHER_USER);
        assertThat(obstacle.remedy()).contains("--reuid 2000 --regid 1002");
    }

    @Test
    void stoppedProcess_isNamed(@TempDir Path proc) throws IOException {
        assertThat(look(proc, "T", 1000, CATCHES, HOTSPOT, 2).obstacle().text())
                .isEqualTo("process 4711 is stopped (state T): kill -CONT 4711");
    }

    @Test
    void processThatQuitWouldKill_isNotReady(@TempDir Path proc) throws IOException {
        assertThat(look(proc, "S", 1000, "0000000000000000", HOTSPOT, 2)
                        .obstacle()
                        .reason())
                .isEqualTo(Reason.NOT_READY);
    }

    @Test
    void zombie_hasEnded(@TempDir Path proc) throws IOException {
        assertThat(look(proc, "Z", 1000, CATCHES, "", 2).obstacle().reason()).isEqualTo(Reason.ENDED);
    }

    @Test
    void libraryOfOurs_isSeenEvenIfDeleted(@TempDir Path proc) throws IOException {
        String maps = HOTSPOT + "7f10-7f20 r-xp 0 fe:00 124    /tmp/x/libthreadreporter.so (deleted)\n";
        assertThat(look(proc, "S", 1000, CATCHES, maps, 2).oursLoaded()).isTrue();
    }
}
