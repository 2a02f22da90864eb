package io.github.threadreporter.enrich.redact;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is masked. The defaults know the usual names of secrets and the forms of card numbers, private keys, tokens and
 * passwords in URLs; a builder adds to them. Immutable and thread-safe.
 */
public final class RedactionRules {

    /** Everything on, nothing added. */
    public static final RedactionRules DEFAULTS = builder().build();

    private final boolean enabled;
    private final SecretNames names;
    private final @Nullable Set<String> allowedKeys;
    private final List<RedactPattern> patterns;

    private RedactionRules(Builder builder) {
        enabled = builder.enabled;
        names = new SecretNames(builder.names, builder.allowedNames);
        allowedKeys = builder.allowedKeys == null ? null : Set.copyOf(builder.allowedKeys);
        List<RedactPattern> ordered = new ArrayList<>();
        builder.patterns.forEach((name, pattern) -> ordered.add(new RedactPattern(name, pattern)));
        patterns = List.copyOf(ordered);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Whether anything is masked at all. */
    public boolean enabled() {
        return enabled;
    }

    /**
     * Whether a value of this name is secret: the name of a variable, a field, a setting, the key of a map. Words are
     * recognised however they are joined ({@code dbPassword2}, {@code DB_PASSWORD}, {@code X-Api-Key}), in singular and
     * plural, and never inside other words ({@code author}, {@code tokenizer}).
     */
    public boolean isSensitiveName(String name) {
        return names.isSecret(name);
    }

    /** Whether words of prose are a secret name: {@code private key}, but not {@code password reset}. */
    boolean isSecretPhrase(String words) {
        return names.isExactly(words);
    }

    /** Whether the value of this key may be shown, as far as its name and the list of allowed keys tell. */
    boolean isAllowedKey(String key) {
        return allowedKeys == null || allowedKeys.contains(key);
    }

    List<RedactPattern> patterns() {
        return patterns;
    }

    /** Adds to the defaults. Every method checks its argument at once. Not thread-safe. */
    public static final class Builder {

        private static final int MOST = 1_000;
        private static final int LONGEST_NAME = 64;
        private static final Pattern PATTERN_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

        private boolean enabled = true;
        private final Set<String> names = new LinkedHashSet<>();
        private final Set<String> allowedNames = new LinkedHashSet<>();
        private @Nullable Set<String> allowedKeys;
        private final Map<String, Pattern> patterns = new LinkedHashMap<>();

        private Builder() {}

        /** False shows everything as it is. */
        public Builder enabled(boolean value) {
            enabled = value;
            return this;
        }

        /**
         * Further secret names, one or several words in any spelling, in the singular: {@code customerPin}.
         *
         * @throws IllegalArgumentException if one has fewer than 2 letters or is longer than 64 characters, or if there
         *     are more than 1,000
         */
        public Builder names(String... values) {
            addAll("names", names, values);
            return this;
        }

        /**
         * Names that are not secret although a word of theirs is: {@code maxTokens}. Compared as a whole, in any
         * spelling.
         *
         * @throws IllegalArgumentException as {@link #names(String...)}
         */
        public Builder allowNames(String... values) {
            addAll("allowNames", allowedNames, values);
            return this;
        }

        /**
         * Only values of these keys are kept in MDC, tags, user fields and scoped values; every other one is masked. A
         * key on the list with a secret name is masked all the same, unless it is {@linkplain #allowNames allowed}.
         * Several calls add up; none of them leaves this mode off.
         *
         * @throws IllegalArgumentException if one is blank or longer than 1,024 characters, or if there are more than
         *     1,000
         */
        public Builder allowOnlyKeys(String... values) {
            Set<String> keys = allowedKeys == null ? new LinkedHashSet<>() : allowedKeys;
            for (String value : values) {
                check(!value.isBlank() && value.length() <= 1_024, "allowOnlyKeys", value, "is not a key");
                keys.add(value);
            }
            check(keys.size() <= MOST, "allowOnlyKeys", String.valueOf(keys.size()), "keys are more than " + MOST);
            allowedKeys = keys;
            return this;
        }

        /**
         * Masks whatever this pattern finds, in any text. In source lines it sees one line at a time.
         *
         * @param name names the rule in the account, as {@code pattern:NAME}
         * @throws IllegalArgumentException if the name is not 1 to 40 lower-case letters, digits and hyphens, is used
         *     already, or if the pattern finds the empty text
         */
        public Builder pattern(String name, Pattern pattern) {
            check(PATTERN_NAME.matcher(name).matches(), "pattern", name, "is not lower-case letters, digits, hyphens");
            check(!patterns.containsKey(name), "pattern", name, "is there already");
            check(!pattern.matcher("").find(), "pattern." + name, pattern.pattern(), "finds the empty text");
            patterns.put(name, pattern);
            return this;
        }

        public RedactionRules build() {
            return new RedactionRules(this);
        }

        private static void addAll(String key, Set<String> to, String... values) {
            for (String value : values) {
                boolean name = value.length() <= LONGEST_NAME
                        && SecretWords.of(value).letters().length() >= 2;
                check(name, key, value, "is not a name of 2 letters to 64 characters");
                to.add(value);
            }
            check(to.size() <= MOST, key, String.valueOf(to.size()), "names are more than " + MOST);
        }

        private static void check(boolean valid, String key, String value, String problem) {
            if (!valid) {
                throw new IllegalArgumentException(key + ": '" + value + "' " + problem);
            }
        }
    }
}
