package io.github.threadreporter.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text made to be slow. The tests come to an end only because the time is linear: a finder that looks at the rest of the
 * text again for each character of it would need hours.
 */
class RedactHostileTest {

    private static final int LENGTH = 200_000;

    private final RedactText text = new RedactText(
            RedactionRules.DEFAULTS,
            KnownSecrets.of(
                    RedactionRules.DEFAULTS,
                    List.of(Map.of("password", "abababababab", "token", "ab".repeat(2_000), "secret", "hunter2"))),
            1_024);

    @Test
    void megabyteOfOneLetter_staysTheSameObject() {
        String letters = "a".repeat(1_000_000);
        assertThat(text.mask(letters, new RedactTally())).isSameAs(letters);
        assertThat(text.maskSource(letters, new RedactTally())).isSameAs(letters);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "1",
                "4111 ",
                "41",
                "ab",
                "\"",
                "\\",
                "\\\"",
                "'",
                "[",
                "(",
                "{",
                "=",
                ":",
                "token=",
                "token=\"",
                "token=(",
                "token=([",
                "token:'",
                "\"token\":\"",
                "setToken(",
                "setToken(get(",
                "token = {",
                "://",
                "a://b:",
                "a://b:c@d",
                "a://b:c",
                "@",
                "eyJ",
                "eyJhbGciOi",
                "eyJhbGciOiJ.",
                "ewogIC.",
                "ey.",
                "-----BEGIN ",
                "-----BEGIN PRIVATE KEY-----",
                "-----END PRIVATE KEY-----",
                "-----",
                "PRIVATE KEY",
                "Bearer ",
                "basic a",
                "=",
                "Basic ====",
                "AKIA",
                "ghp_",
                "<token>",
                "<token",
                ">",
                "--token ",
                "-",
                "//",
                "/*",
                "*",
                "\n*",
                "\"\"\"",
                "token\n",
                "token=\n",
                "[Filtered]",
                "Filtered]",
                "token=[Filtered]",
                "Cookie: a; ",
                "token=a,",
                "token=a&",
                "\n",
                "password ",
                "aB",
                "hunter"
            })
    void hostileText_comesToAnEnd(String piece) {
        String hostile = piece.repeat(LENGTH / piece.length());
        RedactTally tally = new RedactTally();
        String prose = text.mask(hostile, tally);
        assertThat(text.mask(prose, tally)).isEqualTo(prose);
        String source = text.maskSource(hostile, tally);
        assertThat(text.maskSource(source, tally)).isEqualTo(source);
    }
}
