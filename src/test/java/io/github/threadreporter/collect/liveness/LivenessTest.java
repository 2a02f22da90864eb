package io.github.threadreporter.collect.liveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.threadreporter.testing.CompiledMethod;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LivenessTest {

    private static final int INVOKESTATIC = 0xb8;

    @Test
    void variable_readAfterTheCall_isLive() {
        assertThat(liveAtCallIn("straight")).containsExactly("later", "wide");
    }

    @Test
    void variable_writtenBeforeItIsRead_isNotLive() {
        assertThat(liveAtCallIn("overwritten")).containsExactly("condition");
    }

    @Test
    void variable_readInTheNextRoundOfALoop_isLive() {
        assertThat(liveAtCallIn("loop")).containsExactly("count", "i", "sum");
    }

    @Test
    void variable_readInOneBranchOfASwitch_isLive() {
        assertThat(liveAtCallIn("switches")).containsExactly("dense", "other", "sparse", "text");
    }

    @Test
    void variable_readInAHandlerThatCoversTheCall_isLive() {
        assertThat(liveAtCallIn("handled")).containsExactly("inCatch", "inFinally", "result");
    }

    @Test
    void variable_readInAHandlerThatDoesNotCoverTheCall_isNotLive() {
        assertThat(liveAtCallIn("handledElsewhere")).isEmpty();
    }

    @Test
    void variable_beingIncremented_isLive() {
        assertThat(liveAtCallIn("incremented")).containsExactly("counter");
    }

    @Test
    void variable_readByNobody_isNotLive() {
        assertThat(liveAtCallIn("unused")).isEmpty();
    }

    @Test
    void handler_behindOneThatCatchesAll_isNotReached() {
        byte[] code = bytes(INVOKESTATIC, 0, 0, 0xb1, 0x57, 0xb1, 0x57, 0x1b, 0x57, 0xb1); // 4: pop, 6: pop, iload_1
        Handler all = new Handler(0, 3, 4, true);
        Handler some = new Handler(0, 3, 6, false);

        assertThat(new Liveness(code, List.of(all, some)).isLive(1, 0)).isFalse();
        assertThat(new Liveness(code, List.of(some, all)).isLive(1, 0)).isTrue();
    }

    @Test
    void wideInstructions_nameTheirSlotInTwoBytes() {
        byte[] code = bytes(0xc4, 0x15, 1, 44, 0x57, 0xc4, 0x84, 1, 45, 0, 1, 0xb1); // iload 300, pop, iinc 301 by 1

        assertThat(live(code, 300)).isTrue();
        assertThat(live(code, 301)).isTrue();
        assertThat(live(code, 44)).isFalse();
    }

    @Test
    void valueOfTwoSlots_overwritesBoth() {
        byte[] code = bytes(0x09, 0x40, 0x1c, 0x1d, 0xb1); // lconst_0, lstore_1, iload_2, iload_3

        assertThat(live(code, 2)).isFalse();
        assertThat(live(code, 3)).isTrue();
    }

    @Test
    void farJump_isFollowed() {
        byte[] code = bytes(0xc8, 0, 0, 0, 6, 0x1a, 0x1b, 0xac); // goto_w over iload_0 to iload_1

        assertThat(live(code, 0)).isFalse();
        assertThat(live(code, 1)).isTrue();
    }

    @Test
    void indexOutsideOfTheCode_hasNothingLive() {
        assertThat(new Liveness(bytes(0x1a, 0xac), List.of()).isLive(0, 2)).isFalse();
        assertThat(new Liveness(bytes(0x1a, 0xac), List.of()).isLive(0, -1)).isFalse();
        assertThat(new Liveness(bytes(), List.of()).isLive(0, 0)).isFalse();
    }

    @Property
    void malformedCode_isNoError(@ForAll byte[] code, @ForAll byte[] table) {
        List<Handler> handlers = IntStream.range(0, table.length / 3)
                .mapToObj(i -> new Handler(table[3 * i], table[3 * i] + 9, table[3 * i + 1], table[3 * i + 2] < 0))
                .toList();
        Liveness liveness = new Liveness(code, handlers);

        assertThatCode(() -> {
                    for (int at = -1; at <= code.length; at++) {
                        liveness.isLive(1, at);
                    }
                })
                .doesNotThrowAnyException();
    }

    private static boolean live(byte[] code, int slot) {
        return new Liveness(code, List.of()).isLive(slot, 0);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** The live ones among the variables in scope where the method calls {@link Methods#here()}. */
    private static TreeSet<String> liveAtCallIn(String name) {
        CompiledMethod method = CompiledMethod.of(Methods.class, name);
        int call = firstCall(method);
        Liveness liveness = new Liveness(method.code(), method.handlers());
        TreeSet<String> live = new TreeSet<>();
        for (CompiledMethod.Variable variable : method.variables()) {
            if (variable.isInScope(call) && liveness.isLive(variable.slot(), call)) {
                live.add(variable.name());
            }
        }
        return live;
    }

    private static int firstCall(CompiledMethod method) {
        Bytecode code = new Bytecode(method.code());
        int at = 0;
        while ((method.code()[at] & 0xff) != INVOKESTATIC) {
            at += code.length(at);
        }
        return at;
    }

    /** Compiled by javac, so that its instructions are those of real life. */
    @SuppressWarnings({"unused", "UnusedAssignment", "EmptyCatch"})
    private static final class Methods {

        static void here() {}

        static double straight(int before, int later, double wide, long dead) {
            int unused = before + 1;
            here();
            return later + wide;
        }

        static int overwritten(boolean condition, int value) {
            here();
            if (condition) {
                value = 1;
            } else {
                value = 2;
            }
            return value;
        }

        static int loop(int count) {
            int sum = 0;
            int last = 0;
            for (int i = 0; i < count; i++) {
                here();
                last = i;
                sum += last;
            }
            return sum;
        }

        static String switches(int dense, int sparse, String text, String other, String dead) {
            here();
            switch (dense) {
                case 1, 2, 3:
                    return text;
                case 4:
                    break;
                default:
                    return "";
            }
            return switch (sparse) {
                case -100_000 -> other;
                case 100_000 -> "b";
                default -> "c";
            };
        }

        static int handled(int inCatch, int inFinally, int dead) {
            int result = 0;
            try {
                here();
                result = 1;
            } catch (IllegalStateException e) {
                result = inCatch;
            } finally {
                result += inFinally;
            }
            return result;
        }

        static void handledElsewhere(String value) {
            here();
            try {
                straight(0, 0, 0, 0);
            } catch (IllegalStateException e) {
                value = "";
                value.length();
            }
        }

        static void incremented(int counter) {
            here();
            counter++;
        }

        static void unused(int a, long b, Object c) {
            here();
        }
    }
}
