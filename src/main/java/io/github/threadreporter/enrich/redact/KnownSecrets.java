package io.github.threadreporter.enrich.redact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The values of environment variables, system properties and configuration entries with secret names, and passwords
 * inside other values of theirs (URLs, command lines): kept as salted hashes, never as text. Whatever text equals or
 * contains one of them has that part masked.
 *
 * <p>Values shorter than 6 characters, and words that settings and prose share ({@code default}, {@code enabled}), are
 * left out: masking them would hide half of every text. So are settings about a secret, told by the last word of their
 * name ({@code TOKEN_TTL}, {@code PRIVATE_KEY_FILE}). The first {@value #MOST} values are kept; {@link #dropped()} counts
 * the rest. Immutable and thread-safe.
 */
public final class KnownSecrets {

    static final String RULE = "value";

    static final int MOST = 1_000;

    /** Longer values (class paths) are searched only up to here for passwords inside of them. */
    private static final int SEARCHED = 65_536;

    /** No secrets at all: for dumps of another process, whose environment is not known. */
    public static final KnownSecrets NONE = new KnownSecrets(new SecretPieces(), 0, 0);

    private static final Set<String> COMMON = Set.of(
            ("password passwd secret token bearer default defaults disable disabled enable enabled optional required"
                            + " anonymous undefined unknown localhost string strict header cookie session always"
                            + " filtered redacted masked hidden system server client public private")
                    .split(" "));

    private static final Set<String> ABOUT_SECRETS = Set.of(
            ("file files path dir directory folder location type class provider timeout ttl interval seconds millis"
                            + " minutes enabled disabled algorithm length size count")
                    .split(" "));

    private static final List<String> RULES_INSIDE =
            List.of(SecretUrls.RULE, SecretAssignments.RULE, SecretHeaders.RULE);

    private final SecretIndex index;
    private final int size;
    private final int dropped;

    private KnownSecrets(SecretPieces pieces, int size, int dropped) {
        this.index = new SecretIndex(pieces.whole(), pieces.pieces());
        this.size = size;
        this.dropped = dropped;
    }

    /** Secrets of this process: its environment, its system properties as they are now, and the given configurations. */
    public static KnownSecrets ofProcess(RedactionRules rules, List<Map<String, String>> configurations) {
        Map<String, String> properties = new HashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            properties.put(name, System.getProperty(name, ""));
        }
        List<Map<String, String>> sources = new ArrayList<>(configurations);
        sources.add(System.getenv());
        sources.add(properties);
        return of(rules, sources);
    }

    /** Secrets of the given configurations alone. */
    public static KnownSecrets of(RedactionRules rules, List<Map<String, String>> configurations) {
        Set<String> values = new LinkedHashSet<>();
        // Sorted, so that it is always the same ones that are kept where there are too many.
        configurations.forEach(source -> new TreeMap<>(source).forEach((name, text) -> {
            String value = Objects.requireNonNullElse(text, "");
            if (rules.isSensitiveName(name) && !SecretWords.of(name).endIn(ABOUT_SECRETS)) {
                values.add(value);
            }
            values.addAll(secretsInside(rules, value));
        }));
        values.removeIf(KnownSecrets::isCommon);
        SecretPieces pieces = new SecretPieces();
        values.stream().limit(MOST).forEach(pieces::add);
        return new KnownSecrets(pieces, Math.min(values.size(), MOST), Math.max(0, values.size() - MOST));
    }

    /** How many values are known. */
    public int size() {
        return size;
    }

    /** How many values are not known because there were too many. */
    public int dropped() {
        return dropped;
    }

    void find(String text, SecretSpans spans) {
        index.find(text, RULE, spans);
    }

    /** Finds the beginning of one at the end of a text that was cut off there. */
    void findCutOff(String text, SecretSpans spans) {
        index.findCutOff(text, RULE, spans);
    }

    private static List<String> secretsInside(RedactionRules rules, String value) {
        String text = value.substring(0, Math.min(value.length(), SEARCHED));
        SecretSpans spans = new SecretSpans(text);
        new SecretUrls().find(text, spans);
        new SecretAssignments(rules).find(text, spans);
        return spans.found(RULES_INSIDE);
    }

    /** Whether the value is too short or too usual to be masked wherever it turns up. */
    static boolean isCommon(String value) {
        String bare = value.strip();
        return bare.length() < SecretIndex.WINDOW
                || COMMON.contains(bare.toLowerCase(Locale.ROOT))
                || SecretLiterals.isPlaceholder(bare)
                || SecretSpans.MARK.contains(bare)
                || bare.chars().distinct().count() == 1;
    }
}
