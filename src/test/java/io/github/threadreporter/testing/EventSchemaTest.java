package io.github.threadreporter.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.testing.schema.EventSchema;
import io.sentry.SentryEvent;
import io.sentry.SentryLockReason;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryStackFrame;
import io.sentry.protocol.SentryStackTrace;
import io.sentry.protocol.SentryThread;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A contract that cannot be broken would hold nothing. */
class EventSchemaTest {

    @Test
    void event_withTheFourDifferencesOfTheSdk_isValid() {
        SentryStackFrame frame = new SentryStackFrame();
        frame.setFunction("reserve");
        frame.setNative(true);
        frame.setLock(lock(8));
        SentryThread thread = new SentryThread();
        thread.setId(1L);
        thread.setPriority(5);
        thread.setDaemon(false);
        thread.setHeldLocks(Map.of("0x1", lock(1)));
        thread.setStacktrace(new SentryStackTrace(List.of(frame)));
        SentryEvent event = new SentryEvent();
        Message message = new Message();
        message.setFormatted("text");
        event.setMessage(message);
        event.setThreads(List.of(thread));
        assertThatCode(() -> EventSchema.assertValid(event)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"unheard\": 1}",
                "{\"level\": \"loud\"}",
                "{\"threads\": {\"values\": [{\"id\": 1, \"virtual\": true}]}}",
                "{\"threads\": {\"values\": [{\"id\": -1}]}}",
                "{\"threads\": {\"values\": [{\"stacktrace\": {}}]}}",
                "{\"threads\": {\"values\": [{\"stacktrace\": {\"frames\": [{\"cpu_time\": 1}]}}]}}",
                "{\"threads\": {\"values\": [{\"stacktrace\": {\"frames\": [{\"lineno\": -2}]}}]}}",
                "{\"threads\": {\"values\": [{\"held_locks\": {\"0x1\": {\"type\": 3}}}]}}",
                "{\"threads\": {\"values\": [{\"held_locks\": {\"0x1\": {\"type\": \"held\"}}}]}}",
                "{\"threads\": {\"values\": [{\"held_locks\": {\"0x1\": {\"address\": \"0x1\"}}}]}}",
                "{\"message\": {\"text\": \"unheard\"}}",
                "{\"fingerprint\": 1}",
            })
    void event_outsideTheSchema_isRefused(String json) {
        assertThatThrownBy(() -> EventSchema.assertValid(json))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("violations of the event schema");
    }

    private static SentryLockReason lock(int type) {
        SentryLockReason lock = new SentryLockReason();
        lock.setType(type);
        lock.setAddress("0x1");
        return lock;
    }
}
