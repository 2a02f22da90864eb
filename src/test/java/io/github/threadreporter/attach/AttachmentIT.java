package io.github.threadreporter.attach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The attach protocol against JVMs that were started without any preparation. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
class AttachmentIT {

    static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30));
    }

    static Deadline shortly() {
        return Deadline.in(Duration.ofMillis(700));
    }

    static AttachException refusal(ThrowingCallable call) {
        return catchThrowableOfType(AttachException.class, call);
    }

    static String run(Jvm jvm, String command, String... arguments) throws AttachException {
        try (Attachment attachment = Attachment.to(jvm, soon());
                Answer answer = attachment.execute(soon(), command, arguments)) {
            assertThat(answer.status()).isZero();
            return answer.text();
        }
    }

    private static List<String> left(Path folder, String text) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(text))
                    .toList();
        }
    }

    private static void assertNothingLeft(TargetJvm target) throws IOException {
        assertThat(left(target.workingDirectory(), ".attach")).isEmpty();
        assertThat(left(Path.of("/tmp"), ".attach_pid" + target.ownPid())).isEmpty();
    }

    @Test
    void properties_areThoseOfTheTarget() throws Exception {
        try (TargetJvm target = TargetJvm.start("-Dcolour=blue")) {
            assertThat(run(target.seen(), "properties")).contains("colour=blue");
            assertNothingLeft(target);
        }
    }

    @Test
    void threadPrint_isThatOfTheTarget_andTheTargetPrintsNothing() throws Exception {
        try (TargetJvm target = TargetJvm.start()) {
            assertThat(run(target.seen(), "jcmd", "Thread.print")).contains("TargetMain.main");
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    void secondAttachment_usesTheSameSocket() throws Exception {
        try (TargetJvm target = TargetJvm.start()) {
            run(target.seen(), "properties");
            Path socket = Path.of("/tmp/.java_pid" + target.pid());
            Object first = Files.getAttribute(socket, "unix:ino");
            run(target.seen(), "properties");
            assertThat(Files.getAttribute(socket, "unix:ino")).isEqualTo(first);
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    void socketThatSomebodyRemoved_isMadeAgain() throws Exception {
        try (TargetJvm target = TargetJvm.start()) {
            run(target.seen(), "properties");
            Files.delete(Path.of("/tmp/.java_pid" + target.pid()));
            assertThat(run(target.seen(), "properties")).contains("java.version");
        }
    }

    @Test
    void triggerOfAToolThatWasKilled_isReplaced() throws Exception {
        try (TargetJvm target = TargetJvm.start()) {
            Files.createFile(target.workingDirectory().resolve(".attach_pid" + target.pid()));
            assertThat(run(target.seen(), "properties")).contains("java.version");
            assertNothingLeft(target);
        }
    }

    @Test
    void unknownCommand_hasAStatusOfItsOwn() throws Exception {
        try (TargetJvm target = TargetJvm.start();
                Attachment attachment = Attachment.to(target.seen(), soon());
                Answer answer = attachment.execute(soon(), "dance")) {
            assertThat(answer.status()).isNotZero();
            assertThat(answer.text()).contains("dance");
        }
    }

    @Test
    void agentThatIsNotThere_isSaidToBeMissing() throws Exception {
        try (TargetJvm target = TargetJvm.start();
                Attachment attachment = Attachment.to(target.seen(), soon())) {
            assertThat(refusal(() -> attachment.loadAgent(soon(), Path.of("/nowhere.jar"), "a=b")))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.FAILED));
        }
    }

    @Test
    void disabledAttach_isRefusedWithoutASignal() throws Exception {
        try (TargetJvm target = TargetJvm.start("-XX:+DisableAttachMechanism")) {
            assertThat(refusal(() -> Attachment.to(target.seen(), soon())).reason())
                    .isEqualTo(Reason.ATTACH_DISABLED);
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    void disabledAttach_isKnownWithoutPerformanceData() throws Exception {
        try (TargetJvm target = TargetJvm.start("-XX:-UsePerfData", "-XX:+DisableAttachMechanism")) {
            assertThat(refusal(() -> Attachment.to(target.seen(), soon())).reason())
                    .isEqualTo(Reason.ATTACH_DISABLED);
        }
    }

    @Test
    void reducedSignals_listenFromTheStart() throws Exception {
        try (TargetJvm target = TargetJvm.start("-Xrs")) {
            assertThat(run(target.seen(), "properties")).contains("java.version");
            assertThat(target.isAlive()).isTrue();
        }
    }

    @Test
    void reducedSignals_withoutSocket_areNotSentTheSignalThatWouldKillThem() throws Exception {
        try (TargetJvm target = TargetJvm.start("-Xrs")) {
            Files.deleteIfExists(Path.of("/tmp/.java_pid" + target.pid()));
            AttachException refusal = refusal(() -> Attachment.to(target.seen(), soon()));
            assertThat(refusal.reason()).isEqualTo(Reason.NOT_READY);
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    void stoppedTarget_isNamed_andAnswersOnceItGoesOn() throws Exception {
        try (TargetJvm target = TargetJvm.start()) {
            target.signal("STOP");
            AttachException refusal = refusal(() -> Attachment.to(target.seen(), soon()));
            assertThat(refusal.reason()).isEqualTo(Reason.STOPPED);
            assertThat(refusal)
                    .hasMessage("process %d is stopped (state T): kill -CONT %d", target.pid(), target.pid());
            target.signal("CONT");
            assertThat(run(target.seen(), "properties")).contains("java.version");
            assertNothingLeft(target);
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    void targetThatStopsMeanwhile_isNamedWhenTimeIsOver() throws Exception {
        try (TargetJvm target = TargetJvm.start();
                Attachment attachment = Attachment.to(target.seen(), soon());
                SocketChannel busy = SocketChannel.open(UnixDomainSocketAddress.of("/tmp/.java_pid" + target.pid()))) {
            Answer[] late = new Answer[1];
            AtomicReference<AttachException> seen = new AtomicReference<>();
            Thread asking = new Thread(() -> seen.set(
                    refusal(() -> late[0] = attachment.execute(Deadline.in(Duration.ofSeconds(10)), "properties"))));
            asking.start();
            while (asking.getState() == Thread.State.NEW) {
                Thread.onSpinWait();
            }
            target.signal("STOP");
            asking.join();
            assertThat(seen.get().reason()).isEqualTo(Reason.STOPPED);
            target.signal("CONT");
        }
    }

    @Test
    void targetThatIsBusyWithAnotherTool_isLate() throws Exception {
        try (TargetJvm target = TargetJvm.start();
                Attachment attachment = Attachment.to(target.seen(), soon());
                // It reads one request at a time, and this one never comes.
                SocketChannel busy = SocketChannel.open(UnixDomainSocketAddress.of("/tmp/.java_pid" + target.pid()))) {
            AttachException refusal = refusal(() -> attachment.execute(shortly(), "properties"));
            assertThat(refusal.reason()).isEqualTo(Reason.NO_ANSWER);
            assertThat(refusal).hasMessageContaining("did not answer within 700 ms");
            busy.close();
            try (Answer answer = attachment.execute(soon(), "properties")) {
                assertThat(answer.text()).contains("java.version");
            }
        }
    }

    @Test
    void queueOfConnectionsThatIsFull_isLateToo() throws Exception {
        try (TargetJvm target = TargetJvm.start();
                Attachment attachment = Attachment.to(target.seen(), soon())) {
            SocketChannel[] busy = new SocketChannel[7]; // one that it reads from, and a queue of 5 + 1
            try {
                for (int i = 0; i < busy.length; i++) {
                    busy[i] = SocketChannel.open(UnixDomainSocketAddress.of("/tmp/.java_pid" + target.pid()));
                }
                assertThat(refusal(() -> attachment.execute(shortly(), "properties"))
                                .reason())
                        .isEqualTo(Reason.NO_ANSWER);
            } finally {
                for (SocketChannel channel : busy) {
                    channel.close();
                }
            }
        }
    }

    @Test
    void targetThatEnds_isNamed() throws Exception {
        try (TargetJvm target = TargetJvm.start();
                Attachment attachment = Attachment.to(target.seen(), soon())) {
            target.end();
            assertThat(refusal(() -> attachment.execute(soon(), "properties")).reason())
                    .isEqualTo(Reason.ENDED);
        }
    }

    @Test
    void interrupt_endsTheWaitAndKeepsTheFlag() throws Exception {
        try (TargetJvm target = TargetJvm.start();
                Attachment attachment = Attachment.to(target.seen(), soon());
                SocketChannel busy = SocketChannel.open(UnixDomainSocketAddress.of("/tmp/.java_pid" + target.pid()))) {
            AtomicReference<AttachException> seen = new AtomicReference<>();
            AtomicReference<Boolean> flag = new AtomicReference<>();
            CountDownLatch started = new CountDownLatch(1);
            Thread asking = new Thread(() -> {
                started.countDown();
                seen.set(refusal(() -> attachment.execute(soon(), "properties")));
                flag.set(Thread.currentThread().isInterrupted());
            });
            asking.start();
            started.await();
            asking.interrupt();
            asking.join();
            assertThat(seen.get().reason()).isEqualTo(Reason.INTERRUPTED);
            assertThat(flag.get()).isTrue();
        }
    }

    @Test
    void interruptBeforeTheSocketIsThere_leavesNoTrigger() throws Exception {
        try (TargetJvm target = TargetJvm.start()) {
            Jvm jvm = target.seen();
            AtomicReference<AttachException> seen = new AtomicReference<>();
            Thread asking = new Thread(() -> {
                Thread.currentThread().interrupt();
                seen.set(refusal(() -> Attachment.to(jvm, soon())));
            });
            asking.start();
            asking.join();
            assertThat(seen.get().reason()).isEqualTo(Reason.INTERRUPTED);
            assertNothingLeft(target);
        }
    }

    @Test
    void fileInPlaceOfTheSocket_isNotTrusted() throws Exception {
        try (TargetJvm target = TargetJvm.start()) {
            Path socket = Path.of("/tmp/.java_pid" + target.pid());
            Files.createSymbolicLink(socket, Path.of("/tmp/nowhere"));
            try (Attachment attachment = Attachment.to(target.seen(), soon())) {
                assertThat(refusal(() -> attachment.execute(soon(), "properties"))
                                .reason())
                        .isEqualTo(Reason.NOT_TRUSTED);
            } finally {
                Files.delete(socket);
            }
        }
    }
}
