package io.github.threadreporter.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentryProjectTest {

    @Test
    void project_ofADsn_isNamedWithoutTheKey() {
        assertThat(SentryProject.of("https://0123abcd:secret@sentry.acme.com/42"))
                .hasValue(new SentryProject("sentry.acme.com", "42"));
    }

    @Test
    void project_behindAPath_isTheLastPart() {
        assertThat(SentryProject.of("http://key@localhost:9000/behind/proxy/7"))
                .hasValueSatisfying(project -> assertThat(project.text()).isEqualTo("project 7 on localhost:9000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "https://key@host", "https://key@host/", "https://host/1", "https:// /1"})
    void text_thatIsNoDsn_hasNoProject(String text) {
        assertThat(SentryProject.of(text)).isEmpty();
    }
}
