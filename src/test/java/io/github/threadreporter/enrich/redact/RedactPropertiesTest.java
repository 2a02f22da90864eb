package io.github.threadreporter.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureLimits;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every text. */
class RedactPropertiesTest {

    private static final String MARK = "[Filtered]";
    private static final String KNOWN = "correct-horse-battery";

    private final RedactText text = new RedactText(
            RedactionRules.DEFAULTS,
            KnownSecrets.of(RedactionRules.DEFAULTS, List.of(Map.of("password", KNOWN))),
            CaptureLimits.DEFAULTS.textLength());

    @Property
    void knownSecret_neverSurvives(@ForAll @From("texts") String before, @ForAll @From("texts") String after) {
        assertThat(prose(before + KNOWN + after)).doesNotContain(KNOWN);
        assertThat(source(before + KNOWN + after)).doesNotContain(KNOWN);
    }

    @Property
    void secretOfAnyForm_neverSurvives(
            @ForAll @From("texts") String before,
            @ForAll @From("forms") String[] form,
            @ForAll @From("texts") String after) {
        String planted = before + "\n" + form[0] + "\n" + after;
        assertThat(prose(planted)).doesNotContain(form[1]);
    }

    @Property
    void anySecretLongEnough_neverSurvives(
            @ForAll @From("secrets") String secret,
            @ForAll @From("texts") String before,
            @ForAll @From("texts") String after) {
        KnownSecrets known = KnownSecrets.of(RedactionRules.DEFAULTS, List.of(Map.of("api.key", secret)));
        RedactText own = new RedactText(RedactionRules.DEFAULTS, known, 1_024);
        if (known.size() == 1) {
            String masked = own.mask(before + secret + after, new RedactTally());
            assertThat(masked.replace(MARK, "\u0000")).doesNotContain(secret);
        }
    }

    @Property
    void redactingTwice_isRedactingOnce(@ForAll @From("texts") String any) {
        RedactTally again = new RedactTally();
        String prose = prose(any);
        assertThat(text.mask(prose, again)).isSameAs(prose);
        String source = source(any);
        assertThat(text.maskSource(source, again)).isSameAs(source);
        assertThat(again.isEmpty()).isTrue();
    }

    @Property
    void sourceLines_stayAsMany(@ForAll @From("texts") String any) {
        assertThat(source(any).chars().filter(c -> c == '\n').count())
                .isEqualTo(any.chars().filter(c -> c == '\n').count());
    }

    @Property
    void textOfHarmlessWords_staysTheSameObject(@ForAll @From("words") String words) {
        assertThat(text.mask(words, new RedactTally())).isSameAs(words);
        assertThat(text.maskSource(words, new RedactTally())).isSameAs(words);
    }

    @Property
    void nameInAnySpelling_isSecret(
            @ForAll @From("names") String name,
            @ForAll @From("plainWords") String before,
            @ForAll @From("plainWords") String after) {
        String upper = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        String tail = after.substring(0, 1).toUpperCase(Locale.ROOT) + after.substring(1);
        assertThat(List.of(
                        before + upper + tail + "1",
                        before + "_" + name + "_" + after,
                        (before + "-" + name).toUpperCase(Locale.ROOT),
                        before + "." + name + "2." + after))
                .allMatch(RedactionRules.DEFAULTS::isSensitiveName);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> snippets = Arbitraries.of(
                "password",
                "token",
                "=",
                ":",
                "\"",
                "'",
                "\\",
                " ",
                "\n",
                "://",
                "@",
                "/",
                "[Filtered]",
                "[",
                "]",
                "(",
                ")",
                "{",
                "}",
                ",",
                ";",
                "&",
                "?",
                "<",
                ">",
                "--",
                "Bearer ",
                "Basic ",
                "4111",
                "1111",
                "eyJ",
                "-----BEGIN ",
                "-----END ",
                "PRIVATE KEY",
                "-----",
                KNOWN,
                "hunter2",
                "\"\"\"",
                "//",
                "/*",
                "*/",
                "*",
                "=>",
                "cookie",
                "AKIAIOSFODNN7EXAMPLE",
                "user",
                "\t",
                "$",
                "é",
                "\ud83d\ude00");
        return snippets.list().ofMaxSize(24).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String[]> forms() {
        return Arbitraries.of(
                new String[] {"password=QzQzQz9", "QzQzQz9"},
                new String[] {"Authorization: Bearer QzQzQz9", "QzQzQz9"},
                new String[] {"http://bob:QzQzQz9@host/", "QzQzQz9"},
                new String[] {"4111-1111-1111-1111", "4111-1111-1111-1111"},
                new String[] {RedactTextTest.JWT, RedactTextTest.JWT},
                new String[] {"AKIAQZQZQZQZQZQZQZQZ", "AKIAQZQZQZQZQZQZQZQZ"},
                new String[] {
                    "-----BEGIN PRIVATE KEY-----\n" + RedactTextTest.KEY_LINE + "\n-----END PRIVATE KEY-----",
                    RedactTextTest.KEY_LINE
                });
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.strings().ascii().ofMinLength(6).ofMaxLength(200);
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                        "order", "worker", "author", "tokenizer", "42", "(x)", "GET", "/orders", "eu-west", "a=b", "é")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join(" ", parts));
    }

    @Provide
    Arbitrary<String> plainWords() {
        return Arbitraries.of("order", "worker", "x", "db", "http", "my");
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(SecretNames.DEFAULTS);
    }

    private String prose(String any) {
        return text.mask(any, new RedactTally());
    }

    private String source(String any) {
        return text.maskSource(any, new RedactTally());
    }
}
