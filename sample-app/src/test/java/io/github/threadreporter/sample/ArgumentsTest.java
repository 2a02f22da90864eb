package io.github.threadreporter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.acme.orders.trouble.Troubles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @Test
    void arguments_areTheUsualOnes_whenThereAreNone() {
        Arguments arguments = Arguments.parse();

        assertThat(arguments.help()).isFalse();
        assertThat(arguments.once()).isFalse();
        assertThat(arguments.troubles()).containsExactly("lock-contention", "deadlock");
        assertThat(arguments.pagePort()).isEmpty();
        assertThat(arguments.apiPort()).isEmpty();
        assertThat(arguments.bind()).isEqualTo("127.0.0.1");
    }

    @Test
    void arguments_areRead() {
        Arguments arguments = Arguments.parse(
                "--once",
                "--trouble",
                "stuck-downstream",
                "--trouble",
                "pool-exhaustion",
                "--port",
                "1234",
                "--api-port",
                "0",
                "--bind",
                "0.0.0.0");

        assertThat(arguments.once()).isTrue();
        assertThat(arguments.troubles()).containsExactly("stuck-downstream", "pool-exhaustion");
        assertThat(arguments.pagePort()).hasValue(1234);
        assertThat(arguments.apiPort()).hasValue(0);
        assertThat(arguments.bind()).isEqualTo("0.0.0.0");
    }

    @Test
    void troubles_areNone_whenNoneIsAskedFor() {
        assertThat(Arguments.parse("--trouble", "none").troubles()).isEmpty();
    }

    @Test
    void usage_namesEveryTrouble() {
        assertThat(Arguments.USAGE).contains(Troubles.NAMES);
    }

    @ParameterizedTest
    @CsvSource({
        "--twice, unknown argument: --twice",
        "--trouble, --trouble: wants a value",
        "--trouble earthquake, --trouble: 'earthquake' is none of",
        "--port 65536, --port: '65536' is not a port",
        "--api-port -1, --api-port: '-1' is not a port",
        "--port http, --port: 'http' is not a port",
    })
    void argument_isNamed_whenWrong(String line, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(line.split(" ")))
                .withMessageContaining(message);
    }
}
