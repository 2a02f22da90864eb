package io.github.threadreporter.enrich.redact;

import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Masks values of variables: under a secret name as a whole, else what their text holds, nested everywhere. What several
 * variables share is looked at and counted once and stays shared; what holds no secret stays the same object. Not
 * thread-safe.
 */
final class RedactValues {

    private final SecretObjects secret;
    private final BiFunction<String, Boolean, RedactedText> text;
    private final Set<String> counted;
    private final RedactTally tally;
    private final IdentityHashMap<Value, Value> known = new IdentityHashMap<>();

    /**
     * @param text redacts a text and counts what it masks; the flag says whether the text was cut off at its end
     * @param counted the rules of which the account tells already: what they masked is not counted again
     */
    RedactValues(
            SecretObjects secret,
            BiFunction<String, Boolean, RedactedText> text,
            Set<String> counted,
            RedactTally tally) {
        this.secret = secret;
        this.text = text;
        this.counted = counted;
        this.tally = tally;
    }

    @SuppressWarnings("ReferenceEquality") // unchanged values are the same ones; their equals would take for ever
    FrameVariables frame(FrameVariables frame) {
        List<Variable> variables = RedactDump.eachSame(frame.variables(), variable -> {
            Value value = named(variable.name(), variable.value());
            return value == variable.value() ? variable : variable.withValue(value);
        });
        String missing = masked(frame.missing(), false);
        boolean same = variables == frame.variables() && missing.equals(frame.missing());
        return same ? frame : new FrameVariables(frame.depth(), variables, missing);
    }

    private Value named(String name, Value value) {
        boolean kept = value instanceof Value.Masked || (value instanceof Value.Plain plain && plain.value() == null);
        return !kept && secret.isSecretName(name) ? mask(RedactContext.BY_NAME) : value(value);
    }

    private Value value(Value value) {
        if (value instanceof Value.Plain plain) {
            return number(plain);
        }
        if (value instanceof Value.Text own) {
            return text(own);
        }
        if (value instanceof Value.Structure object) {
            return secret.isSecret(object) ? mask(RedactContext.BY_NAME) : known(object);
        }
        if (value instanceof Value.Unread unread) {
            String why = masked(unread.why(), false);
            return why.equals(unread.why()) ? unread : new Value.Unread(unread.type(), why);
        }
        if (value instanceof Value.Masked masked && !counted.contains(masked.rule())) {
            tally.add(masked.rule());
        }
        return value;
    }

    private Value known(Value.Structure object) {
        Value done = known.get(object);
        if (done == null) {
            done = object(object);
            known.put(object, done);
        }
        return done;
    }

    @SuppressWarnings("ReferenceEquality")
    private Value object(Value.Structure object) {
        String spelled = SpelledText.of(object);
        if (!spelled.isEmpty()) {
            Value whole = text(new Value.Text(object.type(), spelled, object.cut()));
            if (!(whole instanceof Value.Text same && same.text().equals(spelled))) {
                return whole instanceof Value.Masked ? whole : new Value.Masked(KnownSecrets.RULE);
            }
        }
        List<Value.Member> members = new ArrayList<>(object.members().size());
        boolean changed = false;
        for (Value.Member member : object.members()) {
            Value.Member next = member(object.shape(), member);
            changed |= next != member;
            members.add(next);
        }
        return changed
                ? new Value.Structure(object.type(), object.identity(), object.shape(), members, object.total())
                : object;
    }

    @SuppressWarnings("ReferenceEquality")
    private Value.Member member(Value.Shape shape, Value.Member member) {
        Value value = shape == Value.Shape.ITEMS ? value(member.value()) : named(member.name(), member.value());
        // The keys of a map are data; names of fields are code.
        String name = shape == Value.Shape.ENTRIES ? masked(member.name(), false) : member.name();
        boolean same = value == member.value() && name.equals(member.name());
        return same ? member : new Value.Member(name, value);
    }

    private Value text(Value.Text own) {
        if (secret.isSecret(own.text())) {
            return mask(KnownSecrets.RULE);
        }
        RedactedText redacted = text.apply(own.text(), own.cut() > 0);
        if (redacted.text().equals(own.text())) {
            return own;
        }
        return redacted.text().equals(SecretSpans.MARK)
                ? new Value.Masked(rule(redacted))
                : new Value.Text(own.type(), redacted.text(), own.cut());
    }

    private Value number(Value.Plain plain) {
        if (!(plain.value() instanceof Number number)) {
            return plain;
        }
        String digits = new BigDecimal(number.toString()).toPlainString();
        RedactedText redacted = text.apply(digits, false);
        return redacted.text().equals(digits) ? plain : new Value.Masked(rule(redacted));
    }

    private String masked(String any, boolean cut) {
        return any.isEmpty() ? any : text.apply(any, cut).text();
    }

    private Value mask(String rule) {
        tally.add(rule);
        return new Value.Masked(rule);
    }

    /** One of the rules that masked it, always the same one. */
    private static String rule(RedactedText redacted) {
        @Nullable String first = null;
        for (Map.Entry<String, Integer> rule : redacted.masked().entrySet()) {
            first = first == null || rule.getKey().compareTo(first) < 0 ? rule.getKey() : first;
        }
        return first == null ? KnownSecrets.RULE : first;
    }
}
