package io.github.threadreporter.trigger.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.trigger.CaptureRequests;
import io.github.threadreporter.trigger.FakeReports;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.Thread.UncaughtExceptionHandler;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutOfMemoryHookTest {

    private static final OutOfMemoryError FULL = new OutOfMemoryError("Java heap space");

    private final UncaughtExceptionHandler original = Thread.getDefaultUncaughtExceptionHandler();
    private final List<CaptureReason> reasons = new ArrayList<>();
    private final List<Throwable> handedOn = new ArrayList<>();

    @AfterEach
    void restore() {
        Thread.setDefaultUncaughtExceptionHandler(original);
    }

    private OutOfMemoryHook hook(CaptureRequests requests) {
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> handedOn.add(error));
        return OutOfMemoryHook.install(requests, Thread::getId);
    }

    private OutOfMemoryHook hook() {
        return hook(reason -> {
            reasons.add(reason);
            return FakeReports.underWay(reason);
        });
    }

    @Test
    void otherErrors_areHandedOnAlone() {
        IllegalStateException error = new IllegalStateException();
        hook().uncaughtException(Thread.currentThread(), error);
        assertThat(reasons).isEmpty();
        assertThat(handedOn).containsExactly(error);
    }

    @Test
    void lackOfMemoryAsACause_isNoticedOnce() {
        OutOfMemoryHook hook = hook();
        hook.uncaughtException(Thread.currentThread(), new IllegalStateException(FULL));
        hook.uncaughtException(Thread.currentThread(), FULL);
        assertThat(reasons).hasSize(1);
        assertThat(handedOn).hasSize(2);
    }

    @Test
    void failedCapture_isCountedAndTheErrorHandedOn() {
        OutOfMemoryHook hook = hook(reason -> {
            throw new OutOfMemoryError("again");
        });
        hook.uncaughtException(Thread.currentThread(), FULL);
        assertThat(hook.failures()).isEqualTo(1);
        assertThat(handedOn).containsExactly(FULL);
    }

    @Test
    void refusedCapture_leavesTheNextOneItsChance() {
        OutOfMemoryHook hook = hook(reason -> {
            reasons.add(reason);
            return reasons.size() == 1
                    ? FakeReports.refused(reason, "triggers are paused")
                    : FakeReports.underWay(reason);
        });
        for (int i = 0; i < 3; i++) {
            hook.uncaughtException(Thread.currentThread(), FULL);
        }
        assertThat(reasons).hasSize(2);
    }

    @Test
    void threadOfOurs_isPassedOver() {
        OutOfMemoryHook hook = hook();
        hook.uncaughtException(new Thread("thread-reporter-worker"), FULL);
        assertThat(reasons).isEmpty();
        hook.uncaughtException(new Thread("order-worker"), FULL);
        assertThat(reasons).hasSize(1);
        assertThat(handedOn).hasSize(2);
    }

    @Test
    void closedHook_capturesNoMore() {
        OutOfMemoryHook hook = hook();
        hook.close();
        hook.uncaughtException(Thread.currentThread(), FULL);
        assertThat(reasons).isEmpty();
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isNotSameAs(hook);
    }

    @Test
    void handlerThatWasSetSince_stays() {
        OutOfMemoryHook hook = hook();
        UncaughtExceptionHandler later = (thread, error) -> hook.uncaughtException(thread, error);
        Thread.setDefaultUncaughtExceptionHandler(later);
        hook.close();
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(later);
        later.uncaughtException(Thread.currentThread(), FULL);
        assertThat(handedOn).containsExactly(FULL);
    }

    @Test
    void withoutAnotherHandler_theErrorIsPrintedAsTheJvmDoes() {
        Thread.setDefaultUncaughtExceptionHandler(null);
        OutOfMemoryHook hook = OutOfMemoryHook.install(FakeReports::underWay, Thread::getId);
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
            hook.uncaughtException(new Thread("hog"), FULL);
        } finally {
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .startsWith("Exception in thread \"hog\" java.lang.OutOfMemoryError: Java heap space");
    }
}
