package io.github.threadreporter.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Source lines: literals only, so that code stays readable. */
class RedactSourceTest {

    private final RedactText text = new RedactText(RedactionRules.DEFAULTS, KnownSecrets.NONE, 1_024);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    String password = "hunter2";                | String password = "[Filtered]";
                    String password = a + "hunter2" + 'x';      | String password = a + "[Filtered]" + '[Filtered]';
                    private static final String API_KEY="k";    | private static final String API_KEY="[Filtered]";
                    val password: String = "hunter2"            | val password: String = "[Filtered]"
                    long pwd = 12345L;                          | long pwd = [Filtered];
                    setPassword("hunter2");                     | setPassword("[Filtered]");
                    pool.setPassword(decode("hunter2"), 3);     | pool.setPassword(decode("[Filtered]"), 3);
                    new Credentials("bob", "hunter2");          | new Credentials("[Filtered]", "[Filtered]");
                    if (password.equals("hunter2")) {           | if (password.equals("[Filtered]")) {
                    if (token == "abc") {                       | if (token == "[Filtered]") {
                    props.put("db.password", "hunter2");        | props.put("db.password", "[Filtered]");
                    get("db.password", "hunter2");              | get("db.password", "[Filtered]");
                    .header("Authorization", "Bearer x")        | .header("Authorization", "[Filtered]")
                    mapOf("password" to "hunter2", "a" to "b")  | mapOf("password" to "[Filtered]", "a" to "b")
                    Map("token" -> "x", "a" -> "b")             | Map("token" -> "[Filtered]", "a" -> "b")
                    [password: 'x', user: 'bob']                | [password: '[Filtered]', user: 'bob']
                    config["secret"] = "x"                      | config["secret"] = "[Filtered]"
                    connect(password = "x", host = "h")         | connect(password = "[Filtered]", host = "h")
                    run("--token=abc", "-v");                   | run("--token=[Filtered]", "-v");
                    get("http://h/?token=abc&user=bob");        | get("http://h/?token=[Filtered]&user=bob");
                    json("{\\"password\\":\\"x\\",\\"n\\":1}"); | json("{\\"password\\":\\"[Filtered]\\",\\"n\\":1}");
                    @Value("${db.password:hunter2}")            | @Value("${db.password:[Filtered]}")
                    open("jdbc:x://bob:hunter2@db/x");          | open("jdbc:x://bob:[Filtered]@db/x");
                    int x = 1; // password: hunter2             | int x = 1; // password: [Filtered]
                    /* token=abc */ int x;                      | /* token=[Filtered] */ int x;
                    *  password=hunter2                         | *  password=[Filtered]
                    String token = \"""abc\""";                 | String token = \"""[Filtered]\""";
                    String password = "hunt                     | String password = "[Filtered]
                    String s = "-----BEGIN PRIVATE KEY-----";   | String s = "[Filtered]";
                    long card = 4111_1111_1111_1111L;           | long card = [Filtered]L;
                    """)
    void literal_isMasked(String line, String masked) {
        assertThat(redact(line)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String password = readPassword();",
                "this.password = password;",
                "char[] pwd = console.readPassword();",
                "String token = System.getenv(\"DB_TOKEN\");",
                "config.getPassword(\"db\");",
                "int tokens = 0;",
                "request.getHeader(\"Authorization\");",
                "if (token == null) throw new E(\"No token given\");",
                "log.info(\"token: {}\", id);",
                "log.info(\"Password: \" + x);",
                "String author = \"bob\";",
                "for (Token t : list) {",
                "String password = \"\";",
                "String password = null;",
                "@Value(\"${db.password}\")",
                "don't = 'x",
                "stock.reserve(order, 12345);",
                "void setPassword(String password) {",
                "case \"auth\" -> login();",
                "/",
                "*",
                "\"",
                "'",
                "`",
                "\"\"\""
            })
    void code_staysReadable(String line) {
        assertThat(redact(line)).isSameAs(line);
    }

    @Test
    void literalOnTheNextLine_isMasked() {
        assertThat(redact("String password =", "    \"hunter2\"", "    + \"x\";", "foo(\"y\");"))
                .containsExactly("String password =", "    \"[Filtered]\"", "    + \"[Filtered]\";", "foo(\"y\");");
        assertThat(redact("setPassword(", "    \"hunter2\")", ".user(\"bob\");"))
                .containsExactly("setPassword(", "    \"[Filtered]\")", ".user(\"bob\");");
    }

    @Test
    void statementWithoutSemicolon_endsWithItsLine() {
        assertThat(redact("val password = read()", "val user = \"bob\""))
                .containsExactly("val password = read()", "val user = \"bob\"");
    }

    @Test
    void privateKey_isMaskedLineByLine() {
        String line = "\"" + RedactTextTest.KEY_LINE + "\" +";
        assertThat(redact("a(", "\"-----BEGIN RSA PRIVATE KEY-----\\n\" +", "  " + line, line, "foo();"))
                .containsExactly("a(", "\"[Filtered]", "[Filtered]", "[Filtered]", "foo();");
        assertThat(redact("  " + line, line, "\"-----END PRIVATE KEY-----\");", "foo();"))
                .containsExactly("[Filtered]", "[Filtered]", "[Filtered]\");", "foo();");
        assertThat(redact("s.replace(\"-----BEGIN PRIVATE KEY-----\", \"\");", "foo();"))
                .containsExactly("s.replace(\"[Filtered]\", \"\");", "foo();");
    }

    @Test
    void textBlock_isReadAsProse_evenWhenOpenedOutOfView() {
        assertThat(redact("x = \"\"\"", "password=hunter2", "\"\"\";"))
                .containsExactly("x = \"\"\"", "password=[Filtered]", "\"\"\";");
        assertThat(redact("password: hunter2", "\"\"\");", "y = \"a\";"))
                .containsExactly("password: [Filtered]", "\"\"\");", "y = \"a\";");
    }

    @Test
    void sourceLines_stayAsMany() {
        List<String> lines = redact("", "a", "password = \"x", "", "");
        assertThat(lines).containsExactly("", "a", "password = \"[Filtered]", "", "");
    }

    private String redact(String line) {
        return text.maskSource(line, new RedactTally());
    }

    private List<String> redact(String... lines) {
        return Arrays.asList(redact(String.join("\n", lines)).split("\n", -1));
    }
}
