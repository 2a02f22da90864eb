package io.github.threadreporter.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureLimits;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretKnownTest {

    private static final String SECRET = "correct horse/battery+staple";

    @Test
    void knownValue_isMaskedAnywhereInAText() {
        Redactor redactor = knowing(Map.of("DB_PASSWORD", SECRET));
        assertThat(redactor.redact(SECRET)).isEqualTo(new RedactedText("[Filtered]", Map.of("value", 1)));
        assertThat(redactor.redact("a" + SECRET + "b" + SECRET + SECRET))
                .isEqualTo(new RedactedText("a[Filtered]b[Filtered]", Map.of("value", 2)));
        assertThat(redactor.redact(SECRET.substring(1)).masked()).isEmpty();
    }

    @Test
    void knownValue_isFoundAsWrittenInUrlsAndLiterals() {
        Redactor redactor = knowing(Map.of("secret", "pa ss\\\"x/y"));
        assertThat(redactor.redact("q=pa+ss%5C%22x%2Fy&").text()).isEqualTo("q=[Filtered]&");
        assertThat(redactor.redact("q=pa%20ss%5C%22x%2Fy&").text()).isEqualTo("q=[Filtered]&");
        assertThat(redactor.redact("\"pa ss\\\\\\\"x/y\"").text()).isEqualTo("\"[Filtered]\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "true",
                "default",
                "DISABLED",
                "localhost",
                "password",
                "aaaaaaaa",
                "${vault}",
                "[Filtered]",
                "Filter",
                "   abc   "
            })
    void commonValue_isNotKnown(String value) {
        KnownSecrets secrets = KnownSecrets.of(RedactionRules.DEFAULTS, List.of(Map.of("DB_PASSWORD", value)));
        assertThat(secrets.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "TOKEN_TTL, 3600000",
        "PRIVATE_KEY_FILE, /etc/ssl/key.pem",
        "auth.provider.class, com.acme.Auth",
        "customer, somebody",
        "passwordPath, /run/secrets/db"
    })
    void valueAboutASecret_isNotKnown(String name, String value) {
        KnownSecrets secrets = KnownSecrets.of(RedactionRules.DEFAULTS, List.of(Map.of(name, value)));
        assertThat(secrets.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "DATABASE_URL, postgres://bob:hunter22@db/x",
        "sun.java.command, app.jar --db.password=hunter22 -v",
        "JAVA_TOOL_OPTIONS, -Xmx1g -Dmail.token=hunter22",
        "HEADERS, Authorization: Bearer hunter22"
    })
    void secretInsideOfAnotherValue_isKnown(String name, String value) {
        assertThat(knowing(Map.of(name, value)).redact("worker hunter22").text())
                .isEqualTo("worker [Filtered]");
    }

    @Test
    void longSecret_isFoundInParts() {
        StringBuilder key = new StringBuilder();
        for (int i = 0; key.length() < 1_500; i++) {
            key.append(Integer.toString(i * 7_919, 36));
        }
        Redactor redactor = knowing(Map.of("API_KEY", key.toString()));
        assertThat(redactor.redact("a " + key + " b").text()).isEqualTo("a [Filtered] b");
        assertThat(redactor.redact("a " + key.substring(0, 1_000)).text()).isEqualTo("a [Filtered]");
        assertThat(redactor.redact("a \"" + key.substring(333) + "\"").text()).isEqualTo("a \"[Filtered]\"");
    }

    @Test
    void secretOfSeveralLines_isFoundLineByLine() {
        String pem = "-----BEGIN PRIVATE KEY-----\n" + RedactTextTest.KEY_LINE + "\nabcdefghijklmnopqrstuv==\n";
        Redactor redactor = knowing(Map.of("PRIVATE_KEY", pem));
        assertThat(redactor.redact("x " + RedactTextTest.KEY_LINE + " y").text())
                .isEqualTo("x [Filtered] y");
        assertThat(redactor.redact("abcdefghijklmnopqrstuv==").text()).isEqualTo("[Filtered]");
    }

    @Test
    void secretsThatBeginAlike_areEachFound() {
        Map<String, String> config = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            config.put("token." + (char) ('a' + i % 26) + i, "prefix-" + "x".repeat(i) + "!");
        }
        Redactor redactor = knowing(config);
        assertThat(config.values())
                .allSatisfy(secret ->
                        assertThat(redactor.redact("<" + secret + ">").text()).isEqualTo("<[Filtered]>"));
        assertThat(redactor.redact("prefix-y!").masked()).isEmpty();
    }

    @Test
    void tooManySecrets_areCounted() {
        Map<String, String> config = new HashMap<>();
        for (int i = 0; i < 1_200; i++) {
            config.put("token." + i, "value-" + i);
        }
        KnownSecrets secrets = KnownSecrets.of(RedactionRules.DEFAULTS, List.of(config));
        assertThat(secrets.size()).isEqualTo(1_000);
        assertThat(secrets.dropped()).isEqualTo(200);
    }

    @Test
    void process_isAskedForItsPropertiesWhenCreated() {
        System.setProperty("redaction.test.password", "only-in-this-test");
        try {
            KnownSecrets secrets =
                    KnownSecrets.ofProcess(RedactionRules.DEFAULTS, List.of(Map.of("x.secret", "configured-value")));
            Redactor redactor = new Redactor(RedactionRules.DEFAULTS, secrets, CaptureLimits.DEFAULTS);
            assertThat(redactor.redact("only-in-this-test, configured-value").text())
                    .isEqualTo("[Filtered], [Filtered]");
        } finally {
            System.clearProperty("redaction.test.password");
        }
    }

    @Test
    void textOfASecret_isNotKept() throws Exception {
        String secret = "never-kept-" + "secret";
        KnownSecrets secrets = KnownSecrets.of(RedactionRules.DEFAULTS, List.of(Map.of("password", secret)));
        assertThat(secrets.size()).isOne();
        List<Object> reached = reachable(secrets);
        assertThat(reached).hasSizeGreaterThan(10);
        for (Object object : reached) {
            if (object instanceof byte[] bytes) {
                assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("never-kept");
            } else if (object instanceof CharSequence text) {
                assertThat(text.toString()).doesNotContain("never-kept");
            }
        }
    }

    /** Everything of ours, and of collections, that hangs on the object. */
    private static List<Object> reachable(Object root) throws IllegalAccessException {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>(List.of(root));
        while (!open.isEmpty()) {
            Object next = open.remove();
            if (!seen.add(next)) {
                continue;
            }
            if (next instanceof Map<?, ?> map) {
                open.addAll(map.keySet());
                open.addAll(map.values());
            } else if (next instanceof Collection<?> collection) {
                open.addAll(collection);
            } else if (next.getClass().getName().startsWith("io.github.threadreporter")) {
                for (Field field : next.getClass().getDeclaredFields()) {
                    field.setAccessible(true);
                    Object value = field.get(next);
                    if (value != null) {
                        open.add(value);
                    }
                }
            }
        }
        return new ArrayList<>(seen);
    }

    private static Redactor knowing(Map<String, String> config) {
        return new Redactor(
                RedactionRules.DEFAULTS,
                KnownSecrets.of(RedactionRules.DEFAULTS, List.of(config)),
                CaptureLimits.DEFAULTS);
    }
}
