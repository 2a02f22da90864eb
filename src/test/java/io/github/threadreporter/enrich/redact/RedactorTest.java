package io.github.threadreporter.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.Moment;
import io.github.threadreporter.model.ScopeData;
import io.github.threadreporter.model.SourceContext;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.Story;
import io.github.threadreporter.model.ThreadContext;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Dumps;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RedactorTest {

    private static final String SECRET = "hunter2hunter2";

    private final Redactor redactor = with(RedactionRules.DEFAULTS, Map.of("DB_PASSWORD", SECRET));

    @Test
    void dumpWithoutSecrets_comesBackAsItIs() {
        ThreadDump dump = Dumps.deadlocked();
        assertThat(redactor.apply(dump)).isSameAs(dump);
    }

    @Test
    void historyWithoutSecrets_staysTheSame() {
        ThreadDump dump = Dumps.of(thread(1, SECRET)).withStory(Dumps.story());
        assertThat(redactor.apply(dump).story()).isSameAs(dump.story());
    }

    @Test
    void changesOfAHistory_areMasked() {
        Moment moment =
                new Moment(Instant.EPOCH, Map.of(), 1, 2, List.of("worker " + SECRET + " came to A.b(A.java:1)"));
        Story story = new Story(
                null,
                new History(
                        Instant.EPOCH,
                        3,
                        Map.of(1L, Duration.ofSeconds(4)),
                        Map.of(1L, Duration.ofSeconds(2)),
                        List.of(moment)));

        ThreadDump redacted = redactor.apply(Dumps.of(thread(1, "a")).withStory(story));

        History history = redacted.story().history();
        assertThat(history.moments().get(0).changes()).containsExactly("worker [Filtered] came to A.b(A.java:1)");
        assertThat(history.stood()).isEqualTo(story.history().stood());
        assertThat(redacted.account().masked()).isEqualTo(Map.of("value", 1));
    }

    @Test
    void switchedOff_dumpComesBackAsItIs() {
        ThreadDump dump = Dumps.of(thread(1, SECRET));
        assertThat(with(RedactionRules.builder().enabled(false).build(), Map.of("secret", SECRET))
                        .apply(dump))
                .isSameAs(dump);
    }

    @Test
    void contextOfAThread_isMaskedByKeyAndByValue() {
        ThreadContext context = new ThreadContext(
                Map.of("sessionId", "s", "orderId", "4711", "note", "x" + SECRET),
                new ScopeData(
                        Map.of("api_key", "k", "shop", "eu"),
                        Map.of("id", "7", "token", "t"),
                        "GET /?token=a",
                        "x",
                        null),
                Map.of("com.acme.auth.Tenant#1", "acme", "com.acme.AuthToken#2", "t"));
        ThreadDump redacted = redactor.apply(
                Dumps.of(CapturedThread.builder(1, "a").context(context).build()));
        assertThat(redacted.threads().get(0).context())
                .isEqualTo(new ThreadContext(
                        Map.of("sessionId", "[Filtered]", "orderId", "4711", "note", "x[Filtered]"),
                        new ScopeData(
                                Map.of("api_key", "[Filtered]", "shop", "eu"),
                                Map.of("id", "7", "token", "[Filtered]"),
                                "GET /?token=[Filtered]",
                                "x",
                                null),
                        Map.of("com.acme.auth.Tenant#1", "acme", "com.acme.AuthToken#2", "[Filtered]")));
        assertThat(redacted.account().masked()).isEqualTo(Map.of("name", 4, "value", 1, "assignment", 1));
    }

    @Test
    void allowList_keepsOnlyItsKeys() {
        Redactor allowing =
                with(RedactionRules.builder().allowOnlyKeys("orderId", "token").build(), Map.of());
        ThreadContext context = new ThreadContext(
                Map.of("orderId", "4711", "customer", "acme", "token", "t"),
                new ScopeData(Map.of("shop", "eu"), Map.of("id", "7"), "GET /", null, null),
                Map.of("Tenant", "acme"));
        ThreadDump redacted = allowing.apply(
                Dumps.of(CapturedThread.builder(1, "a").context(context).build()));
        assertThat(redacted.threads().get(0).context())
                .isEqualTo(new ThreadContext(
                        Map.of("orderId", "4711", "customer", "[Filtered]", "token", "[Filtered]"),
                        new ScopeData(Map.of("shop", "[Filtered]"), Map.of("id", "[Filtered]"), "GET /", null, null),
                        Map.of("Tenant", "[Filtered]")));
        assertThat(redacted.account().masked()).isEqualTo(Map.of("name", 1, "not-allowed", 4));
    }

    @Test
    void twoKeysThatBecomeTheSame_bothStay() {
        ThreadContext context = new ThreadContext(Map.of("token=a", "1", "token=b", "2"), ScopeData.EMPTY, Map.of());
        ThreadDump redacted = redactor.apply(
                Dumps.of(CapturedThread.builder(1, "a").context(context).build()));
        assertThat(redacted.threads().get(0).context().mdc())
                .containsOnlyKeys("token=[Filtered]", "token=[Filtered]-2");
    }

    @Test
    void idsOfATrace_areLeftOutWhenTheyHoldASecret() {
        ScopeData scope = new ScopeData(Map.of(), Map.of(), null, SECRET, "b7ad6b7169203331");
        ThreadDump redacted = redactor.apply(Dumps.of(CapturedThread.builder(1, "a")
                .context(new ThreadContext(Map.of(), scope, Map.of()))
                .build()));
        ScopeData result = redacted.threads().get(0).context().scope();
        assertThat(result.traceId()).isNull();
        assertThat(result.spanId()).isEqualTo("b7ad6b7169203331");
    }

    @Test
    void nameOfAThread_isTheSameEverywhere() {
        CapturedThread holder = thread(1, "worker-" + SECRET);
        CapturedThread waiter = CapturedThread.builder(2, "other")
                .waitsFor(new LockWait(
                        new LockRef("com.acme.Stock", "1f"),
                        LockWait.How.ENTERING,
                        new LockWait.Owner(1, holder.name())))
                .build();
        ThreadDump dump = Dumps.of(holder, waiter)
                .withAnalysis(new Analysis(
                        List.of(new StackGroup(StackGroup.Role.CULPRIT, List.of(holder, waiter))),
                        List.of(),
                        1L,
                        Headline.of("%s is slow", holder.name())));
        ThreadDump redacted = redactor.apply(dump);
        CapturedThread first = redacted.threads().get(0);
        assertThat(first.name()).isEqualTo("worker-[Filtered]");
        LockWait wait = redacted.threads().get(1).waitsFor();
        assertThat(wait).isNotNull();
        assertThat(wait.owner()).isEqualTo(new LockWait.Owner(1, "worker-[Filtered]"));
        assertThat(redacted.analysis().groups().get(0).threads().get(0)).isSameAs(first);
        assertThat(redacted.analysis().groups().get(0).threads().get(1))
                .isSameAs(redacted.threads().get(1));
        assertThat(redacted.analysis().headline().text()).isEqualTo("worker-[Filtered] is slow");
        assertThat(redacted.account().masked()).isEqualTo(Map.of("value", 3));
    }

    @Test
    void sharedStack_isMaskedAndCountedOnceAndStaysShared() {
        Frame secret = Dumps.frame("com.acme.A", "a", 1)
                .withSource(new SourceContext(List.of("x"), "password = \"" + SECRET + "\";", List.of("y", "z")));
        Frame harmless = Dumps.sourced("com.acme.B", "b", 2);
        StackTrace stack = new StackTrace(List.of(secret, harmless, secret), 3);
        StackTrace other = Dumps.stack(secret);
        CapturedThread clean =
                CapturedThread.builder(4, "d").stack(Dumps.stack(harmless)).build();
        ThreadDump redacted = redactor.apply(Dumps.of(on(1, stack), on(2, stack), on(3, other), clean));
        StackTrace result = redacted.threads().get(0).stack();
        assertThat(redacted.threads().get(1).stack()).isSameAs(result);
        assertThat(result.framesCut()).isEqualTo(3);
        assertThat(result.frames().get(0).source())
                .isEqualTo(new SourceContext(List.of("x"), "password = \"[Filtered]\";", List.of("y", "z")));
        assertThat(result.frames().get(1)).isSameAs(harmless);
        assertThat(result.frames().get(2)).isSameAs(result.frames().get(0));
        assertThat(redacted.threads().get(2).stack().frames().get(0))
                .isSameAs(result.frames().get(0));
        assertThat(redacted.threads().get(3)).isSameAs(clean);
        assertThat(redacted.account().masked()).isEqualTo(Map.of("value", 1));
    }

    @Test
    void secretInTheReasonAndTheProcess_isMasked() {
        ThreadDump dump = Dumps.of();
        ThreadDump secret = new ThreadDump(
                new io.github.threadreporter.model.CaptureInfo(
                        dump.info().id(),
                        new io.github.threadreporter.model.CaptureReason(
                                "log-event",
                                "login password=x",
                                null,
                                Map.of("log.event_id", Dumps.ID, "note", "password=x")),
                        dump.info().takenAt(),
                        new io.github.threadreporter.model.JvmInfo(
                                "VM",
                                "17",
                                17,
                                1,
                                "host",
                                "app.jar --token=x",
                                dump.info().takenAt()),
                        dump.info().times()),
                List.of(),
                Analysis.NONE,
                Account.EMPTY);
        ThreadDump redacted = redactor.apply(secret);
        assertThat(redacted.info().reason().detail()).isEqualTo("login password=[Filtered]");
        assertThat(redacted.info().reason().tags())
                .isEqualTo(Map.of("log.event_id", Dumps.ID, "note", "password=[Filtered]"));
        assertThat(redacted.info().jvm().mainClass()).isEqualTo("app.jar --token=[Filtered]");
    }

    @Test
    void redactingTwice_isRedactingOnce() {
        ThreadDump once = redactor.apply(Dumps.of(thread(1, "password=x " + SECRET + " Bearer abc123456")));
        assertThat(redactor.apply(once)).isSameAs(once);
    }

    @Test
    void formerCounts_areAddedTo() {
        ThreadDump dump =
                Dumps.of(thread(1, SECRET)).withAccount(Account.EMPTY.withMasked(Map.of("value", 2, "own", 1)));
        assertThat(redactor.apply(dump).account().masked()).isEqualTo(Map.of("value", 3, "own", 1));
    }

    @Test
    void secretsThatWereTooMany_areSaidOnce() {
        Map<String, String> config = new HashMap<>();
        for (int i = 0; i < 1_001; i++) {
            config.put("token." + i, "value-" + i);
        }
        Redactor many = with(RedactionRules.DEFAULTS, config);
        ThreadDump once = many.apply(Dumps.deadlocked());
        assertThat(once.account().cuts()).containsExactly(new Cut("known values to mask", 1, "knownValues=1000"));
        assertThat(many.apply(once)).isEqualTo(once);
    }

    private static CapturedThread thread(long id, String name) {
        return CapturedThread.builder(id, name).build();
    }

    private static CapturedThread on(long id, StackTrace stack) {
        return CapturedThread.builder(id, "t" + id).stack(stack).build();
    }

    private static Redactor with(RedactionRules rules, Map<String, String> config) {
        return new Redactor(rules, KnownSecrets.of(rules, List.of(config)), CaptureLimits.DEFAULTS);
    }
}
