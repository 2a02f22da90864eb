package io.github.threadreporter.enrich.redact;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.JvmInfo;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.Suspect;
import io.github.threadreporter.model.ThreadDump;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Masks secrets in a whole dump; always the last step before anything leaves the process. Nothing of a masked value is
 * kept, neither a part nor its length. What is masked is counted by rule in the {@linkplain Account#masked() account}:
 * {@code name}, {@code value}, {@code card}, {@code pem}, {@code jwt}, {@code url-password}, {@code header},
 * {@code access-key}, {@code assignment}, {@code not-allowed}, {@code pattern:NAME}.
 *
 * <p>Left as they are: names of classes, methods, files, modules and locks, ids of tasks (a class and an identity), the
 * template of the headline, the capture's id and the kind of its reason.
 *
 * <p>Stacks, frames and source lines that threads and tasks share are looked at and counted once and stay shared; a dump without
 * secrets comes back as the same object. Redacting twice is redacting once. The time is linear in the text. No code of
 * the application is called. Immutable and thread-safe.
 */
public final class Redactor implements UnaryOperator<ThreadDump> {

    private final RedactionRules rules;
    private final RedactText text;
    private final RedactContext context;
    private final KnownSecrets secrets;

    /** @param limits {@link CaptureLimits#textLength()} bounds what the patterns of the rules see of one text */
    public Redactor(RedactionRules rules, KnownSecrets secrets, CaptureLimits limits) {
        this.rules = rules;
        this.text = new RedactText(rules, secrets, limits.textLength());
        this.context = new RedactContext(rules);
        this.secrets = secrets;
    }

    /** One text on its own. */
    public RedactedText redact(String value) {
        if (!rules.enabled()) {
            return new RedactedText(value, Map.of());
        }
        RedactTally tally = new RedactTally();
        return new RedactedText(text.mask(value, tally), tally.counts());
    }

    /** One text that has a name: a variable, a field, an entry of a map. The allow-list is not asked. */
    public RedactedText redact(String name, String value) {
        if (!rules.enabled()) {
            return new RedactedText(value, Map.of());
        }
        RedactTally tally = new RedactTally();
        return new RedactedText(context.named(name, value, v -> text.mask(v, tally), tally), tally.counts());
    }

    @Override
    public ThreadDump apply(ThreadDump dump) {
        if (!rules.enabled()) {
            return dump;
        }
        RedactTally tally = new RedactTally();
        RedactDump walk = new RedactDump(
                text,
                context,
                new SecretObjects(dump, rules),
                dump.account().masked().keySet(),
                tally);
        ThreadDump redacted = new ThreadDump(
                info(dump.info(), walk),
                RedactDump.eachSame(dump.threads(), walk::thread),
                RedactDump.eachSame(dump.tasks(), walk::task),
                walk.waits(dump.waits()),
                analysis(dump.analysis(), walk),
                account(dump.account(), walk),
                walk.story(dump.story()));
        if (tally.isEmpty() && secrets.dropped() == 0) {
            return dump;
        }
        tally.addAll(dump.account().masked());
        return redacted.withAccount(redacted.account().withMasked(tally.counts()));
    }

    private static CaptureInfo info(CaptureInfo info, RedactDump walk) {
        CaptureReason reason = new CaptureReason(
                info.reason().kind(),
                walk.text(info.reason().detail()),
                suspect(info.reason().suspect(), walk),
                tags(info.reason().tags(), walk));
        JvmInfo jvm = info.jvm();
        JvmInfo redacted = new JvmInfo(
                walk.text(jvm.name()),
                walk.text(jvm.version()),
                jvm.feature(),
                jvm.pid(),
                walk.text(jvm.host()),
                walk.text(jvm.mainClass()),
                jvm.startedAt());
        return new CaptureInfo(info.id(), reason, info.takenAt(), redacted, info.times());
    }

    private static Map<String, String> tags(Map<String, String> tags, RedactDump walk) {
        Map<String, String> masked = new HashMap<>(tags);
        masked.replaceAll((key, value) -> walk.text(value));
        return masked;
    }

    private static @Nullable Suspect suspect(@Nullable Suspect suspect, RedactDump walk) {
        return suspect == null ? null : new Suspect(suspect.threadId(), headline(suspect.headline(), walk));
    }

    private static Headline headline(Headline headline, RedactDump walk) {
        return new Headline(headline.template(), RedactDump.each(headline.params(), walk::text));
    }

    private static Analysis analysis(Analysis analysis, RedactDump walk) {
        List<StackGroup> groups = RedactDump.eachSame(analysis.groups(), group -> group(group, walk));
        return new Analysis(
                groups,
                analysis.deadlocks(),
                analysis.culpritId(),
                headline(analysis.headline(), walk),
                analysis.chain());
    }

    private static StackGroup group(StackGroup group, RedactDump walk) {
        List<CapturedThread> threads = RedactDump.eachSame(group.threads(), walk::thread);
        return threads == group.threads() ? group : new StackGroup(group.role(), threads);
    }

    private Account account(Account account, RedactDump walk) {
        List<Missing> missing = RedactDump.each(
                account.missing(), m -> new Missing(walk.text(m.what()), walk.text(m.why()), walk.text(m.remedy())));
        List<Cut> cuts = new ArrayList<>(
                RedactDump.each(account.cuts(), c -> new Cut(walk.text(c.what()), c.count(), walk.text(c.limit()))));
        Cut dropped = new Cut("known values to mask", secrets.dropped(), "knownValues=" + KnownSecrets.MOST);
        if (dropped.count() > 0 && !cuts.contains(dropped)) {
            cuts.add(dropped);
        }
        return new Account(missing, cuts, account.masked());
    }
}
