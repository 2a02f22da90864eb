package io.github.threadreporter.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.CaptureLimits;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prose: everything but source lines. */
class RedactTextTest {

    static final String JWT =
            base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + base64("{\"sub\":\"7\"}") + ".c2ln-bmF0dXJl";
    static final String KEY_LINE = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj";

    private final Redactor redactor = new Redactor(RedactionRules.DEFAULTS, KnownSecrets.NONE, CaptureLimits.DEFAULTS);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    assignment   | password=hunter2                         | password=[Filtered]
                    assignment   | password = hunter2 next                  | password = [Filtered] next
                    assignment   | password: hunter2, user: bob             | password: [Filtered], user: bob
                    assignment   | Login(user=bob, password=hunter2)        | Login(user=bob, password=[Filtered])
                    assignment   | {password=a,b;c, user=bob}               | {password=[Filtered], user=bob}
                    assignment   | password=a"b'c}d                         | password=[Filtered]
                    assignment   | password="two words" x                   | password="[Filtered]" x
                    assignment   | password='it\\'s' x                      | password='[Filtered]' x
                    assignment   | {"secret": "x", "n": 1}                  | {"secret": "[Filtered]", "n": 1}
                    assignment   | "{\\"secret\\":\\"x\\",\\"n\\":1}"       | "{\\"secret\\":\\"[Filtered]\\",\\"n\\":1}"
                    assignment   | {"pwd":12345,"n":1}                      | {"pwd":[Filtered],"n":1}
                    assignment   | java -Dmail.token=abc -jar x.jar         | java -Dmail.token=[Filtered] -jar x.jar
                    assignment   | java -Dtoken=abc                         | java -Dtoken=[Filtered]
                    assignment   | run --token=abc --verbose                | run --token=[Filtered] --verbose
                    assignment   | run --token abc --verbose                | run --token [Filtered] --verbose
                    assignment   | keytool -storepass changeit -v           | keytool -storepass [Filtered] -v
                    assignment   | GET /a?token=abc&user=bob HTTP/1.1       | GET /a?token=[Filtered]&user=bob HTTP/1.1
                    assignment   | GET /a?x=1&sig=aBc%3D&se=2               | GET /a?x=1&sig=[Filtered]&se=2
                    assignment   | <password>hunter2</password>             | <password>[Filtered]</password>
                    assignment   | api key: abc                             | api key: [Filtered]
                    assignment   | headers["X-Api-Key"] = abc               | headers["X-Api-Key"] = [Filtered]
                    assignment   | password=(ab)cd x                        | password=[Filtered] x
                    assignment   | password=${db}x, y                       | password=[Filtered], y
                    assignment   | tokens=[a, b] x                          | tokens=[Filtered] x
                    assignment   | Cookie: a=b; c=d                         | Cookie: [Filtered]
                    assignment   | {Cookie=a=b; c=d, Accept=text/html}      | {Cookie=[Filtered], Accept=text/html}
                    assignment   | password => hunter2                      | password => [Filtered]
                    header       | Authorization: Bearer abc                | Authorization: Bearer [Filtered]
                    header       | Authorization: Basic dXNlcjpwYXNz        | Authorization: Basic [Filtered]
                    header       | {Authorization=Bearer ab.c-d, Via=x}     | {Authorization=Bearer [Filtered], Via=x}
                    header       | authorization: Digest username="u", response="r" | authorization: Digest [Filtered]
                    header       | sent Bearer abc123def                    | sent Bearer [Filtered]
                    header       | sent basic dXNlcjpwYXNz.                 | sent basic [Filtered]
                    url-password | jdbc:postgresql://bob:hunter2@db:5432/x  | jdbc:postgresql://bob:[Filtered]@db:5432/x
                    url-password | redis://:hunter2@cache:6379              | redis://:[Filtered]@cache:6379
                    url-password | https://public:secret@sentry.io/1        | https://public:[Filtered]@sentry.io/1
                    url-password | ftp://bob:a/b#c@host/x                   | ftp://bob:[Filtered]@host/x
                    url-password | see <http://bob:p@ss@host/x> and y@z     | see <http://bob:[Filtered]@host/x> and y@z
                    card         | paid by 4111111111111111                 | paid by [Filtered]
                    card         | 4111 1111 1111 1111 12/29                | [Filtered] 12/29
                    card         | card 5500-0000-0000-0004.                | card [Filtered].
                    card         | amex 3782 822463 10005!                  | amex [Filtered]!
                    card         | 4222222222222                            | [Filtered]
                    access-key   | key AKIAIOSFODNN7EXAMPLE used            | key [Filtered] used
                    access-key   | ghp_abcdefghijklmnopqrstuvwxyz0123456789 | [Filtered]
                    """)
    void secret_isMaskedByItsRule(String rule, String text, String masked) {
        assertThat(redactor.redact(text)).isEqualTo(new RedactedText(masked, Map.of(rule, 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "order-worker-3",
                "http-nio-8080-exec-1",
                "author=bob",
                "tokenizer: fast",
                "password=",
                "password:",
                "password=null",
                "token={}",
                "secret=${vault.path}",
                "password=%s",
                "password=****",
                "secret=true",
                "TokenService.refresh(TokenService.java:88)",
                "at Auth.java:12",
                "auth.example.org:8443",
                "https://public@sentry.io/1",
                "http://host:8080/a@b",
                "http://[::1]:80/",
                "http://host/path?x=y@z:1",
                "user@example.org",
                "4111111111111112",
                "1700000000000",
                "14111111111111111",
                "a4111111111111111",
                "0.4111111111111111",
                "12345678901234567890",
                "4111-1111 1111-1111",
                "com.acme.Token@1f2e3d",
                "Bearer of good news",
                "basic authentication",
                "0af7651916cd43dd8448eb211c80319c",
                "Auth::Login",
                "eyJub3QiOiJhIGp3dCJ9.x.y",
                "a.b.c",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
                "AKIA",
                "XAKIAIOSFODNN7EXAMPLE",
                "[Filtered]",
                "password=[Filtered]",
                "Authorization: Bearer [Filtered]",
                "--add-exports java.base/jdk.internal.vm=ALL-UNNAMED",
                "framesPerStack=512",
                "the token is new"
            })
    void textWithoutSecret_staysTheSameObject(String text) {
        RedactedText redacted = redactor.redact(text);
        assertThat(redacted.text()).isSameAs(text);
        assertThat(redacted.masked()).isEmpty();
    }

    @Test
    void jwt_isMaskedWherever() {
        assertThat(redactor.redact("got " + JWT + ", thanks"))
                .isEqualTo(new RedactedText("got [Filtered], thanks", Map.of("jwt", 1)));
        assertThat(redactor.redact("x" + JWT.substring(0, JWT.length() - 3)).text())
                .isEqualTo("x[Filtered]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "OPENSSH PRIVATE KEY"})
    void pem_isMaskedAsOne(String kind) {
        String pem = "-----BEGIN " + kind + "-----\n" + KEY_LINE + "\nQ==\n-----END " + kind + "-----";
        assertThat(redactor.redact("a\n" + pem + "\nb"))
                .isEqualTo(new RedactedText("a\n[Filtered]\nb", Map.of("pem", 1)));
    }

    @Test
    void pem_cutOff_isMaskedAsFarAsItGoes() {
        assertThat(redactor.redact("-----BEGIN PRIVATE KEY-----\n" + KEY_LINE + "\n" + KEY_LINE.substring(0, 30))
                        .text())
                .isEqualTo("[Filtered]");
        assertThat(redactor.redact("-----BEGIN PRIVATE KEY-----\\n" + KEY_LINE + "\\nabc")
                        .text())
                .isEqualTo("[Filtered]");
        assertThat(redactor.redact(KEY_LINE + "\nQ==\n-----END PRIVATE KEY-----\nb")
                        .text())
                .isEqualTo("[Filtered]\nb");
    }

    @Test
    void namedValue_isMaskedWhole() {
        assertThat(redactor.redact("db.password", "a")).isEqualTo(new RedactedText("[Filtered]", Map.of("name", 1)));
        assertThat(redactor.redact("customer", "a")).isEqualTo(new RedactedText("a", Map.of()));
        assertThat(redactor.redact("args", "--token=abc").text()).isEqualTo("--token=[Filtered]");
    }

    @Test
    void severalSecrets_areCountedOneByOne() {
        RedactedText redacted = redactor.redact("token=a&secret=b http://u:p@h 4111111111111111");
        assertThat(redacted.text()).isEqualTo("token=[Filtered]&secret=[Filtered] http://u:[Filtered]@h [Filtered]");
        assertThat(redacted.masked()).isEqualTo(Map.of("assignment", 2, "url-password", 1, "card", 1));
    }

    @Test
    void switchedOff_showsEverything() {
        Redactor off = new Redactor(
                RedactionRules.builder().enabled(false).build(), KnownSecrets.NONE, CaptureLimits.DEFAULTS);
        assertThat(off.redact("password=hunter2").text()).isEqualTo("password=hunter2");
        assertThat(off.redact("password", "hunter2").text()).isEqualTo("hunter2");
    }

    @Test
    void ownPattern_isCountedByItsName() {
        assertThat(with(Pattern.compile("C-\\d+")).redact("customer C-123 and C-4"))
                .isEqualTo(new RedactedText("customer [Filtered] and [Filtered]", Map.of("pattern:own", 2)));
    }

    @Test
    void ownPattern_thatNeverEnds_masksTheWhole() {
        assertThat(with(Pattern.compile("(.*)(.*)(.*)(.*)(.*)b"))
                        .redact("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"))
                .isEqualTo(new RedactedText("[Filtered]", Map.of("pattern:own", 1)));
    }

    @Test
    void ownPattern_thatExhaustsTheStack_masksTheWhole() {
        CaptureLimits limits = CaptureLimits.builder().textLength(65_536).build();
        RedactionRules rules = RedactionRules.builder()
                .pattern("own", Pattern.compile("(a|b)+c"))
                .build();
        assertThat(new Redactor(rules, KnownSecrets.NONE, limits)
                        .redact("ab".repeat(32_000))
                        .text())
                .isEqualTo("[Filtered]");
    }

    @Test
    void ownPattern_seesTheLimit_andWhatItDoesNotSeeIsMasked() {
        String text = "x".repeat(2_000);
        Redactor own = with(Pattern.compile("secret-\\d"));
        String masked = own.redact(text).text();
        assertThat(masked).isEqualTo("x".repeat(1_024) + "[Filtered]");
        assertThat(own.redact(masked).text()).isSameAs(masked);
    }

    private static Redactor with(Pattern pattern) {
        RedactionRules rules = RedactionRules.builder().pattern("own", pattern).build();
        return new Redactor(rules, KnownSecrets.NONE, CaptureLimits.DEFAULTS);
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
