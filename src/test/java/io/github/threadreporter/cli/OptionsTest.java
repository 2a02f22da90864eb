package io.github.threadreporter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What options mean, before anything is looked at. */
class OptionsTest {

    private static final Map<String, String> NOTHING = Map.of();
    private static final Map<String, String> DSN_SET = Map.of("SENTRY_DSN", "https://key@sentry.acme.com/1");

    private final OutputOptions output = new OutputOptions();
    private final LookOptions looking = new LookOptions();

    @Test
    void destination_isTheTerminal_whereNobodyNamesAProject() {
        assertThat(output.destination(NOTHING)).isEqualTo(Destination.TEXT);
    }

    @Test
    void destination_isSentry_whereTheEnvironmentNamesAProject() {
        assertThat(output.destination(DSN_SET)).isEqualTo(Destination.SENTRY);
    }

    @Test
    void destination_isSentry_whereADsnIsGiven() {
        output.dsn = "https://key@sentry.acme.com/1";

        assertThat(output.destination(NOTHING)).isEqualTo(Destination.SENTRY);
    }

    @Test
    void destination_isWhatWasAskedFor_beforeTheEnvironment() {
        output.to = Destination.HTML;

        assertThat(output.destination(DSN_SET)).isEqualTo(Destination.HTML);
    }

    @Test
    void destination_ofADryRun_isSentry_withoutAnyProject() {
        output.dryRun = true;

        assertThat(output.destination(NOTHING)).isEqualTo(Destination.SENTRY);
    }

    @Test
    void file_withSentry_isRefused() {
        output.output = Path.of("report.html");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> output.destination(DSN_SET))
                .withMessageContaining("-o")
                .withMessageContaining("--to text");
    }

    @Test
    void file_withADryRun_isAllowed() {
        output.output = Path.of("envelope");
        output.dryRun = true;

        assertThat(output.destination(DSN_SET)).isEqualTo(Destination.SENTRY);
    }

    @Test
    void each_withText_isRefused() {
        output.shape.each = true;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> output.destination(NOTHING))
                .withMessage("--each is for --to sentry alone");
    }

    @Test
    void dsn_withHtml_isRefused() {
        output.to = Destination.HTML;
        output.dsn = "https://key@sentry.acme.com/1";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> output.destination(NOTHING))
                .withMessage("--dsn is for --to sentry alone");
    }

    @Test
    void summary_besideTheThreadsThemselves_isRefused() {
        output.json = true;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> output.destination(NOTHING))
                .withMessageContaining("--to json");
    }

    @Test
    void dsn_thatIsNone_isRefused_withoutBeingRepeated() {
        output.dsn = "https://secretkey@";

        assertThatIllegalArgumentException()
                .isThrownBy(output::check)
                .withMessageStartingWith("--dsn: ")
                .withMessageContaining("https://KEY@HOST/PROJECT")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secretkey"));
    }

    @Test
    void colours_areOffInFiles_andWhereNoColorIsSet() {
        output.output = Path.of("report.txt");
        assertThat(output.colored(NOTHING)).isFalse();

        output.output = null;
        assertThat(output.colored(Map.of("NO_COLOR", "1"))).isFalse();
    }

    @Test
    void colours_canBeForced() {
        output.color = OutputOptions.Colors.ALWAYS;

        assertThat(output.colored(Map.of("NO_COLOR", "1"))).isTrue();
    }

    @Test
    void look_givesSettingsByName_ofWhatWasSetAlone() {
        looking.inApp = List.of("com.acme", "org.acme");
        looking.variables = "all";
        looking.budget = 50;
        looking.limits = Map.of("framesPerStack", 100);

        assertThat(looking.settings())
                .containsOnly(
                        Map.entry("in-app", "com.acme,org.acme"),
                        Map.entry("variables", "all"),
                        Map.entry("limits.variablePauseMillis", "50"),
                        Map.entry("limits.framesPerStack", "100"));
    }

    @Test
    void variables_thatAreNoChoice_areRefusedWithTheChoices() {
        looking.variables = "none";

        assertThatIllegalArgumentException()
                .isThrownBy(looking::check)
                .withMessage("--variables: 'none' is not off, in-app or all");
    }

    @Test
    void limit_thatDoesNotExist_isRefusedWithTheNames() {
        looking.limits = Map.of("frames", 1);

        assertThatIllegalArgumentException()
                .isThrownBy(looking::check)
                .withMessageContaining("'frames'")
                .withMessageContaining("framesPerStack");
    }

    @Test
    void limit_outOfItsRange_isRefusedByName() {
        looking.limits = Map.of("framesPerStack", -1);

        assertThatIllegalArgumentException().isThrownBy(looking::check).withMessageContaining("framesPerStack");
    }

    @Test
    void options_ofTheUsualKind_passTheChecks() {
        looking.check();
        output.check();
    }

    @Test
    void text_ofOthers_doesNotActOnTheTerminal() {
        assertThat(Texts.shown("com.acme.Main\u001b[2J\n\u202eé")).isEqualTo("com.acme.Main\\u001b[2J\\u000a\\u202eé");
    }

    @Test
    void failures_ofFiles_areSentences() {
        assertThat(Texts.failure(new NoSuchFileException("/a"))).isEqualTo("/a: there is no such file");
        assertThat(Texts.failure(new AccessDeniedException("/a"))).startsWith("/a: not allowed; this runs as user ");
        assertThat(Texts.failure(new IOException("full"))).isEqualTo("full");
        assertThat(Texts.failure(new IOException())).isEqualTo("java.io.IOException");
    }

    @Test
    void pid_isItsNumber() {
        assertThat(Pids.parse("4711")).isEqualTo(4711);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "007", "4711x", "99999999999", "Main"})
    void pid_thatIsNoNumber_isRefused_andListIsNamed(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pids.parse(text))
                .withMessageContaining("'" + text + "'")
                .withMessageContaining("list");
    }

    @Test
    void number_outOfRange_isRefusedWithTheRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ranges.check("--interval", 0, 0.01, 86_400))
                .withMessage("--interval: 0 is not 0.01 to 86400");
    }

    @Test
    void number_thatIsNone_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ranges.check("--interval", Double.NaN, 0.01, 86_400));
    }

    @Test
    void number_atTheEndsOfItsRange_isAllowed() {
        Ranges.check("--repeat", 1, 1, 100);
        Ranges.check("--repeat", 100, 1, 100);
    }
}
