package io.github.threadreporter.blackbox;

import static io.github.threadreporter.blackbox.FakeSource.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackTest {

    private final Stacks stacks = new Stacks(name -> name.startsWith("com.acme."));

    private Stack stack(int depth, String... classes) {
        List<StackTraceElement> frames = new ArrayList<>();
        for (String name : classes) {
            frames.add(at(name, "run", frames.size()));
        }
        return stacks.of(frames, depth);
    }

    @Test
    void samePlace_whereLibraryFramesPushOldOnesOutOfSight() {
        Stack before = stack(5, "lib.A", "com.acme.X", "com.acme.Y", "com.acme.Z", "lib.Main");
        Stack after = stack(5, "lib.C", "lib.B", "lib.A", "com.acme.X", "com.acme.Y");
        assertThat(before.samePlace(after)).isTrue();
        assertThat(after.samePlace(before)).isTrue();
    }

    @Test
    void samePlace_notWhereAFrameIsGone() {
        Stack before = stack(32, "com.acme.X", "com.acme.Y");
        assertThat(before.samePlace(stack(32, "com.acme.Y"))).isFalse();
        assertThat(stack(32, "com.acme.Y").samePlace(before)).isFalse();
    }

    @Test
    void samePlace_notBetweenCodeOfTheApplicationAndOthers() {
        assertThat(stack(32, "lib.A").samePlace(stack(32, "lib.A", "com.acme.X")))
                .isFalse();
    }

    @Test
    void samePlace_whereFewerFramesWereKept() {
        Stack whole = stack(32, "lib.A", "lib.B", "lib.C", "lib.D", "com.acme.X");
        Stack part = whole.newest(4);
        assertThat(part.samePlace(whole)).isTrue();
        assertThat(whole.samePlace(part)).isTrue();
        assertThat(part.samePlace(stack(32, "lib.A", "lib.B", "lib.C", "lib.E", "com.acme.X")))
                .isFalse();
    }

    @Test
    void samePlace_ofThreadsWithoutFrames() {
        assertThat(stack(32).samePlace(stack(32))).isTrue();
        assertThat(stack(32).samePlace(stack(32, "lib.A"))).isFalse();
    }

    @Test
    void text_isShort() {
        assertThat(Spot.text(at("com.acme.Payments", "send", 65))).isEqualTo("Payments.send(Payments.java:65)");
        assertThat(Spot.text(at("com.acme.Payments", "send", -2))).isEqualTo("Payments.send(native)");
        assertThat(Spot.text(new StackTraceElement("Main", "main", null, -1))).isEqualTo("Main.main(unknown source)");
        assertThat(Spot.text(new StackTraceElement("a.Main", "main", "Main.java", -1)))
                .isEqualTo("Main.main(Main.java)");
    }
}
