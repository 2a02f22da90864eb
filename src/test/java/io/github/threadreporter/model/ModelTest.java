package io.github.threadreporter.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelTest {

    @Test
    void headline_withParams_putsThemInPlace() {
        assertThat(Headline.of("%s waits for %s", "a", "b%s").text()).isEqualTo("a waits for b%s");
        assertThat(Headline.of("nothing").text()).isEqualTo("nothing");
        assertThat(Headline.of("one", "too many").text()).isEqualTo("one");
    }

    @Test
    void frame_place_isThatOfAThreadDump() {
        assertThat(frame("Stock.java", 88).shortText()).isEqualTo("Stock.reserve(Stock.java:88)");
        assertThat(frame("Stock.java", Frame.UNKNOWN_LINE).place()).isEqualTo("Stock.java");
        assertThat(frame("Stock.java", Frame.NATIVE).place()).isEqualTo("Native Method");
        assertThat(frame(null, Frame.UNKNOWN_LINE).place()).isEqualTo("Unknown Source");
    }

    @Test
    void frame_ofAnElement_keepsNativeAndUnknownApart() {
        assertThat(Frame.of(new StackTraceElement("C", "m", null, -2)).isNative())
                .isTrue();
        assertThat(Frame.of(new StackTraceElement("C", "m", null, -7)).line()).isEqualTo(Frame.UNKNOWN_LINE);
    }

    @Test
    void frame_ofALambda_hasANameThatIsTheSameInEveryRun() {
        assertThat(classOf("com.acme.Stock$$Lambda$491/0x00007fbfbc308ad8")).isEqualTo("com.acme.Stock$$Lambda");
        assertThat(classOf("com.acme.Stock$$Lambda/0x00007fbfbc308ad8")).isEqualTo("com.acme.Stock$$Lambda");
        assertThat(classOf("com.acme.Proxy/0x00007fbfbc308ad8")).isEqualTo("com.acme.Proxy");
        assertThat(classOf("com.acme.Stock$Shelf")).isEqualTo("com.acme.Stock$Shelf");
    }

    private static String classOf(String name) {
        return Frame.of(new StackTraceElement(name, "run", null, -1)).className();
    }

    @Test
    void stack_interesting_isTheNewestInAppFrameElseTheNewest() {
        Frame library = frame("Stock.java", 1);
        Frame own = library.withInApp(true);
        assertThat(new StackTrace(List.of(library, own), 0).interesting()).isSameAs(own);
        assertThat(new StackTrace(List.of(library), 0).interesting()).isSameAs(library);
        assertThat(StackTrace.EMPTY.interesting()).isNull();
    }

    @Test
    void cuts_merged_addUpByWhatAndLimit() {
        List<Cut> one = List.of(new Cut("frames", 1, "a"), new Cut("frames", 2, "b"));
        assertThat(Cut.merged(one, List.of(new Cut("frames", 4, "b"), new Cut("names", 8, "b"))))
                .containsExactly(new Cut("frames", 1, "a"), new Cut("frames", 6, "b"), new Cut("names", 8, "b"));
    }

    @Test
    void reason_thatIsNoName_isRefused() {
        assertThat(new CaptureReason("stuck-thread", "x").kind()).isEqualTo("stuck-thread");
        assertThatThrownBy(() -> new CaptureReason("Stuck Thread", ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Stuck Thread");
    }

    @Test
    void reason_withTagsThatAreNone_isRefused() {
        assertThat(new CaptureReason("log-event", "", null, Map.of("log.event_id", "x")).tags())
                .containsOnlyKeys("log.event_id");
        assertThatThrownBy(() -> new CaptureReason("log-event", "", null, Map.of("Log Event", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Log Event");
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i <= CaptureReason.MOST_TAGS; i++) {
            many.put("tag" + i, "x");
        }
        assertThatThrownBy(() -> new CaptureReason("log-event", "", null, many))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9");
    }

    @Test
    void group_ofNobody_isRefused() {
        assertThatThrownBy(() -> new StackGroup(StackGroup.Role.IDLE, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thread_withoutName_isShownByKindAndId() {
        CapturedThread unnamed =
                CapturedThread.builder(7, "").kind(ThreadKind.VIRTUAL).build();
        assertThat(unnamed.displayName()).isEqualTo("virtual-7");
    }

    private static Frame frame(String file, int line) {
        return new Frame("com.acme.Stock", "reserve", file, line, null, false, null);
    }
}
