package io.github.threadreporter.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PASSWORD",
                "Password",
                "dbPassword",
                "dbPassword2",
                "DB_PASSWORD",
                "db-password",
                "spring.datasource.password",
                "PGPASSWORD",
                "passwordHash",
                "old_passwords",
                "passwd",
                "pwd",
                "MYSQL_PWD",
                "SMTP_PASS",
                "userPass",
                "passphrase",
                "passPhrase",
                "secret",
                "clientSecret",
                "client_secret",
                "CLIENT-SECRET",
                "secrets",
                "token",
                "accessToken",
                "refresh.token",
                "tokens",
                "X-Auth-Token",
                "DBtoken",
                "authorization",
                "Authorization",
                "Proxy-Authorization",
                "auth",
                "basicAuth",
                "AUTH_HEADER",
                "oauth2",
                "OAuth",
                "cookie",
                "Set-Cookie",
                "sessionCookies",
                "credential",
                "credentials",
                "AWS_CREDENTIALS",
                "creds",
                "privateKey",
                "private_key",
                "PRIVATE-KEY",
                "private.key",
                "privatekey",
                "apiKey",
                "APIKey",
                "API_KEY",
                "X-Api-Key",
                "apikey",
                "apiKeys",
                "stripeApiKey3",
                "accessKey",
                "accesskey",
                "AWS_SECRET_ACCESS_KEY",
                "aws.accessKeyId",
                "dsn",
                "SENTRY_DSN",
                "sentryDsn",
                "sessionId",
                "session_id",
                "sessionid",
                "JSESSIONID",
                "jwt",
                "jwtBearer",
                "bearer",
                "signature",
                "X-Amz-Signature",
                "signingKey",
                "storepass",
                "XSRF-TOKEN",
                "token1value",
                "\u043a\u043b\u044e\u0447.password"
            })
    void name_withSecretWord_isSecret(String name) {
        assertThat(RedactionRules.DEFAULTS.isSensitiveName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "42",
                "...",
                "author",
                "authors",
                "authority",
                "Authorize",
                "authenticated",
                "secretary",
                "tokenizer",
                "tokenize",
                "Tokenizer",
                "passwordless",
                "compass",
                "bypass",
                "passenger",
                "passCount",
                "pass_through",
                "passed",
                "cookieless",
                "credentialed",
                "keyboard",
                "monkey",
                "key",
                "primaryKey",
                "keystore",
                "dsname",
                "sessionIdle",
                "session",
                "jwtlike",
                "bearerless",
                "design",
                "signatureless",
                "orderId",
                "customer",
                "user",
                "username",
                "trace_id",
                "hostname",
                "api",
                "apiKeyboard",
                "accessKeynote",
                "pin",
                "spawned",
                "PwdlessLogin",
                "\u043a\u043b\u044e\u0447"
            })
    void name_withoutSecretWord_isNotSecret(String name) {
        assertThat(RedactionRules.DEFAULTS.isSensitiveName(name)).isFalse();
    }

    @Test
    void addedName_isFoundInEverySpelling() {
        RedactionRules rules = RedactionRules.builder().names("customerPin").build();
        assertThat(new String[] {"customerPin", "CUSTOMER_PIN", "the.customer-pins", "customerpin"})
                .allMatch(rules::isSensitiveName);
        assertThat(rules.isSensitiveName("customerPinned")).isFalse();
        assertThat(rules.isSensitiveName("password")).isTrue();
    }

    @Test
    void allowedName_isAnExceptionAsAWhole() {
        RedactionRules rules = RedactionRules.builder().allowNames("maxTokens").build();
        assertThat(rules.isSensitiveName("max_tokens")).isFalse();
        assertThat(rules.isSensitiveName("MAX-TOKENS")).isFalse();
        assertThat(rules.isSensitiveName("maxTokensSecret")).isTrue();
        assertThat(rules.isSensitiveName("tokens")).isTrue();
    }

    @Test
    void phrase_isSecretOnlyAsAWhole() {
        assertThat(RedactionRules.DEFAULTS.isSecretPhrase("api key")).isTrue();
        assertThat(RedactionRules.DEFAULTS.isSecretPhrase("password reset")).isFalse();
    }

    @Test
    void hugeName_isDecided() {
        assertThat(RedactionRules.DEFAULTS.isSensitiveName("a".repeat(1_000_000)))
                .isFalse();
        assertThat(RedactionRules.DEFAULTS.isSensitiveName("aB".repeat(500_000) + "Token"))
                .isTrue();
    }
}
