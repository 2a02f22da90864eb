package io.github.threadreporter.collect;

import static io.github.threadreporter.testing.Dumps.frame;
import static io.github.threadreporter.testing.Dumps.stack;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnFramesTest {

    private static final LockRef LOCK = new LockRef("com.acme.Stock", "1");

    @Test
    void frames_ofOurs_areTakenOffAndLocksMoveAlong() {
        CapturedThread caller = CapturedThread.builder(1, "main")
                .stack(stack(
                        frame("jdk.internal.vm.ThreadSnapshot", "create", 1),
                        frame("io.github.threadreporter.collect.JvmCollector", "collect", 2),
                        frame("io.github.threadreporter.ThreadReporter", "captureAll", 3),
                        frame("com.acme.Health", "check", 4),
                        frame("com.acme.Main", "main", 5)))
                .held(List.of(new HeldLock(LOCK, 4), new HeldLock(LOCK, 1), new HeldLock(LOCK, -1)))
                .build();

        CapturedThread without = OwnFrames.without(caller);

        assertThat(without.stack().frames()).extracting(Frame::method).containsExactly("check", "main");
        assertThat(without.held()).extracting(HeldLock::depth).containsExactly(1, -1);
    }

    @Test
    void stack_ofOursAlone_staysAsItIs() {
        CapturedThread caller = CapturedThread.builder(1, "main")
                .stack(stack(frame("io.github.threadreporter.ThreadReporter", "captureAll", 3)))
                .build();

        assertThat(OwnFrames.without(caller)).isSameAs(caller);
    }
}
