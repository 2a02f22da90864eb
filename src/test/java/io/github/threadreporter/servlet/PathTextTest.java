package io.github.threadreporter.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathTextTest {

    @ParameterizedTest
    @CsvSource({
        "/orders, /orders",
        "/orders;jsessionid=1A2B, /orders",
        "/a;x=1/b;y=2/c, /a/b/c",
        "/a;x=1;z=3/b, /a/b",
        "/, /",
        ";x/a, /a",
        "/a%3Bb/c, /a%3Bb/c",
    })
    void path_isKeptWithoutParameters(String uri, String path) {
        assertThat(PathText.of(uri)).isEqualTo(path);
    }

    @Test
    void nothing_isEmpty() {
        assertThat(PathText.of(null)).isEmpty();
    }
}
