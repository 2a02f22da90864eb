package io.github.threadreporter.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentOptionsTest {

    private final List<String> complaints = new ArrayList<>();

    private Map<String, String> parse(String text) {
        return AgentOptions.parse(text, complaints::add);
    }

    @Test
    void nothing_hasNoOptions() {
        assertThat(parse(null)).isEmpty();
        assertThat(parse("")).isEmpty();
        assertThat(complaints).isEmpty();
    }

    @Test
    void partWithoutName_belongsToTheValueBefore() {
        assertThat(parse("in-app=com.acme, org.acme,schedule=5m"))
                .containsExactly(entry("in-app", "com.acme,org.acme"), entry("schedule", "5m"));
    }

    @Test
    void dsnWithEqualsSigns_isKeptWhole() {
        assertThat(parse("dsn=https://k@h/1?a=b")).containsExactly(entry("dsn", "https://k@h/1?a=b"));
    }

    @Test
    void partBeforeAnyName_isToldAndLeftOut() {
        assertThat(parse("schedule,dsn=d")).containsExactly(entry("dsn", "d"));
        assertThat(complaints).containsExactly("'schedule' is not of the form key=value");
    }
}
