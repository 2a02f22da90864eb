package io.github.threadreporter.enrich.redact;

import io.github.threadreporter.model.ScopeData;
import io.github.threadreporter.model.ThreadContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Masks what a thread carries with it: by key first, then by value. Immutable and thread-safe. */
final class RedactContext {

    static final String BY_NAME = "name";
    static final String NOT_ALLOWED = "not-allowed";

    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern SPAN = Pattern.compile("[0-9a-f]{16}");

    private final RedactionRules rules;

    RedactContext(RedactionRules rules) {
        this.rules = rules;
    }

    ThreadContext redact(ThreadContext context, UnaryOperator<String> text, RedactTally tally) {
        Map<String, String> mdc = entries(context.mdc(), text, tally, UnaryOperator.identity());
        ScopeData scope = scope(context.scope(), text, tally);
        Map<String, String> values = entries(context.scopedValues(), text, tally, RedactContext::simpleName);
        boolean same =
                mdc.equals(context.mdc()) && scope.equals(context.scope()) && values.equals(context.scopedValues());
        return same ? context : new ThreadContext(mdc, scope, values);
    }

    /** The value of something with a name, or the mark. */
    String named(String name, String value, UnaryOperator<String> text, RedactTally tally) {
        return rules.isSensitiveName(name) ? mark(value, BY_NAME, tally) : text.apply(value);
    }

    /** The value of an entry, which the list of allowed keys is asked for too. */
    private String value(String key, String name, String value, UnaryOperator<String> text, RedactTally tally) {
        boolean hidden = !rules.isAllowedKey(key) && !rules.isSensitiveName(name);
        return hidden ? mark(value, NOT_ALLOWED, tally) : named(name, value, text, tally);
    }

    private static String mark(String value, String rule, RedactTally tally) {
        if (!value.equals(SecretSpans.MARK)) {
            tally.add(rule);
        }
        return SecretSpans.MARK;
    }

    private ScopeData scope(ScopeData scope, UnaryOperator<String> text, RedactTally tally) {
        Map<String, String> tags = entries(scope.tags(), text, tally, UnaryOperator.identity());
        Map<String, String> user = entries(scope.user(), text, tally, UnaryOperator.identity());
        String transaction = scope.transaction() == null ? null : text.apply(scope.transaction());
        String trace = id(scope.traceId(), TRACE, text);
        String span = id(scope.spanId(), SPAN, text);
        boolean same = tags.equals(scope.tags())
                && user.equals(scope.user())
                && Objects.equals(transaction, scope.transaction())
                && Objects.equals(trace, scope.traceId())
                && Objects.equals(span, scope.spanId());
        return same ? scope : new ScopeData(tags, user, transaction, trace, span);
    }

    /** Ids of the right form are random; one of another form with something to mask in it is of no use and left out. */
    private static @Nullable String id(@Nullable String id, Pattern form, UnaryOperator<String> text) {
        if (id == null || form.matcher(id).matches()) {
            return id;
        }
        return text.apply(id).equals(id) ? id : null;
    }

    private Map<String, String> entries(
            Map<String, String> entries, UnaryOperator<String> text, RedactTally tally, UnaryOperator<String> name) {
        Map<String, String> redacted = new HashMap<>();
        boolean same = true;
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            String key = text.apply(entry.getKey());
            String value = value(entry.getKey(), name.apply(entry.getKey()), entry.getValue(), text, tally);
            same &= Objects.equals(key, entry.getKey()) && Objects.equals(value, entry.getValue());
            put(redacted, key, value);
        }
        return same ? entries : redacted;
    }

    /** Two keys can become the same text; neither entry is lost. */
    static void put(Map<String, String> to, String key, String value) {
        String unique = key;
        for (int i = 2; to.containsKey(unique); i++) {
            unique = key + "-" + i;
        }
        to.put(unique, value);
    }

    /** A package named auth makes no secret of its classes. */
    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
