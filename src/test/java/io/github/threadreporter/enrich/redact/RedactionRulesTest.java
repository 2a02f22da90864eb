package io.github.threadreporter.enrich.redact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RedactionRulesTest {

    @Test
    void name_withoutLetters_failsNamingKeyAndValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedactionRules.builder().names("ok", "x1"))
                .withMessage("names: 'x1' is not a name of 2 letters to 64 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedactionRules.builder().allowNames("-"))
                .withMessageContaining("allowNames: '-'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedactionRules.builder().names("x".repeat(65)))
                .withMessageContaining("names: 'xxx");
    }

    @Test
    void key_thatIsBlank_fails() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedactionRules.builder().allowOnlyKeys(" "))
                .withMessage("allowOnlyKeys: ' ' is not a key");
    }

    @Test
    void pattern_thatIsWrong_failsNamingKeyAndValue() {
        Pattern pattern = Pattern.compile("\\d+");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedactionRules.builder().pattern("Order Id", pattern))
                .withMessageContaining("pattern: 'Order Id'");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> RedactionRules.builder().pattern("order", pattern).pattern("order", pattern))
                .withMessage("pattern: 'order' is there already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedactionRules.builder().pattern("order", Pattern.compile("\\d*")))
                .withMessage("pattern.order: '\\d*' finds the empty text");
    }

    @Test
    void tooManyNames_fail() {
        RedactionRules.Builder builder = RedactionRules.builder();
        for (int i = 0; i < 1_000; i++) {
            builder.names("name" + i);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.names("onemore"))
                .withMessage("names: '1001' names are more than 1000");
    }

    @Test
    void rules_areFrozenWhenBuilt() {
        RedactionRules.Builder builder = RedactionRules.builder().allowOnlyKeys("a");
        RedactionRules rules = builder.build();
        builder.names("plutonium").allowOnlyKeys("b");
        assertThat(rules.isSensitiveName("plutonium")).isFalse();
        assertThat(rules.isAllowedKey("a")).isTrue();
        assertThat(rules.isAllowedKey("b")).isFalse();
    }

    @Test
    void defaults_areOnAndAllowEveryKey() {
        assertThat(RedactionRules.DEFAULTS.enabled()).isTrue();
        assertThat(RedactionRules.DEFAULTS.isAllowedKey("anything")).isTrue();
    }
}
