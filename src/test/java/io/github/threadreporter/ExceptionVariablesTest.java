package io.github.threadreporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import io.sentry.Hint;
import io.sentry.SentryEvent;
import io.sentry.protocol.SentryException;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryStackTrace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Variables are added to frames that are the same in the exception and on the stack, and to no other. */
class ExceptionVariablesTest {

    /** What the thread does now: it caught in pay, and calls Sentry from there. */
    private static final List<String> PRESENT = List.of("capture:9", "pay:22", "order:11", "main:5");

    private static CapturedThread present() {
        List<Frame> frames = new ArrayList<>();
        List<FrameVariables> variables = new ArrayList<>();
        for (String place : PRESENT) {
            String[] parts = place.split(":");
            Variable id = new Variable("in", Variable.Kind.LOCAL, new Value.Text("java.lang.String", parts[0], 0));
            variables.add(new FrameVariables(frames.size(), List.of(id), ""));
            frames.add(Frame.of(new StackTraceElement("app.Shop", parts[0], "Shop.java", Integer.parseInt(parts[1]))));
        }
        return CapturedThread.builder(1, "main")
                .stack(new StackTrace(frames, 0))
                .variables(variables)
                .build();
    }

    private static SentryException thrown(String... newestFirst) {
        List<SentryStackFrame> frames = new ArrayList<>();
        for (String place : newestFirst) {
            String[] parts = place.split(":");
            SentryStackFrame frame = new SentryStackFrame();
            frame.setModule("app.Shop");
            frame.setFunction(parts[0]);
            frame.setLineno(Integer.parseInt(parts[1]));
            frames.add(0, frame);
        }
        SentryException exception = new SentryException();
        exception.setStacktrace(new SentryStackTrace(frames));
        return exception;
    }

    private static SentryEvent process(SentryException... exceptions) {
        SentryEvent event = new SentryEvent();
        event.setExceptions(Arrays.asList(exceptions));
        return new ExceptionVariables(() -> Optional.of(present()), CaptureLimits.DEFAULTS).process(event, new Hint());
    }

    /** The functions with variables, and what these are. */
    private static List<String> shown(SentryEvent event, int index) {
        List<String> shown = new ArrayList<>();
        for (SentryStackFrame frame :
                event.getExceptions().get(index).getStacktrace().getFrames()) {
            if (frame.getVars() != null) {
                shown.add(frame.getFunction() + "=" + ((Map<?, ?>) (Object) frame.getVars()).get("in"));
            }
        }
        return shown;
    }

    @Test
    void framesStillOnTheStack_getTheirVariables_thatOfTheCatcherToo() {
        SentryEvent event = process(thrown("charge:31", "pay:18", "order:11", "main:5"));

        assertThat(shown(event, 0)).containsExactly("main=main", "order=order", "pay=pay");
    }

    @Test
    void framesThatTheThreadHasLeft_getNone() {
        SentryEvent event = process(thrown("charge:31", "pay:18", "order:14", "main:5"));

        assertThat(shown(event, 0))
                .as("order goes on elsewhere: it caught")
                .containsExactly("main=main", "order=order");
    }

    @Test
    void exceptionOfAnotherThread_getsNone() {
        assertThat(shown(process(thrown("run:7", "start:3")), 0)).isEmpty();
    }

    @Test
    void everyExceptionOfAChain_getsThem() {
        SentryEvent event =
                process(thrown("read:40", "pay:18", "order:11", "main:5"), thrown("pay:20", "order:11", "main:5"));

        assertThat(shown(event, 0)).hasSize(3);
        assertThat(shown(event, 1)).hasSize(3);
    }

    @Test
    void variablesThatAreThere_areKept() {
        SentryException exception = thrown("pay:20", "main:5");
        SentryStackFrame main = exception.getStacktrace().getFrames().get(0);
        main.setVars(Map.of("in", "the application's own"));

        assertThat(shown(process(exception), 0)).contains("main=the application's own");
    }

    @Test
    void eventWithoutExceptions_isLeftAlone_andNothingIsRead() {
        SentryEvent event = new SentryEvent();
        ExceptionVariables processor = new ExceptionVariables(
                () -> {
                    throw new AssertionError("read");
                },
                CaptureLimits.DEFAULTS);

        assertThat(processor.process(event, new Hint())).isSameAs(event);
        assertThat(event.getExceptions()).isNull();
    }
}
