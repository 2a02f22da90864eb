package io.github.threadreporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.config.Keys;
import io.github.threadreporter.model.CaptureLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents say is true where a test can tell. */
class DocumentationTest {

    private static final Pattern OPTION = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    @Test
    void configuration_namesEveryLimitWithItsDefault() throws ReflectiveOperationException, IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/configuration.md"));
        for (String name : CaptureLimits.names()) {
            Object value = CaptureLimits.class.getMethod(name).invoke(CaptureLimits.DEFAULTS);
            assertThat(lines)
                    .anyMatch(
                            line -> line.startsWith(String.format(Locale.ROOT, "| `limits.%s` | %,d |", name, value)));
        }
    }

    @Test
    void configuration_namesEveryOptionAndNoOther() throws IOException {
        Matcher rows = OPTION.matcher(Files.readString(Path.of("docs/configuration.md")));
        Set<String> documented = new HashSet<>();
        while (rows.find()) {
            documented.add(rows.group(1));
        }
        documented.removeIf(Keys::isLimit);
        assertThat(documented).isEqualTo(Keys.names());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/agent.md",
                "docs/configuration.md",
                "RATIONALE.md",
                "docs/architecture.md",
                "docs/command.md",
                "docs/dump-format.md",
                "docs/logging.md",
                "docs/performance.md",
                "docs/remote.md",
                "docs/report.md",
                "docs/variables.md",
                "docs/native.md",
                "docs/thread-dump-files.md",
                "docs/waits.md"
            })
    void links_leadToFilesThatAreThere(String document) throws IOException {
        Path file = Path.of(document);
        Matcher links = LINK.matcher(Files.readString(file));
        while (links.find()) {
            assertThat(file.resolveSibling(links.group(1))).exists();
        }
    }

    @Test
    void readme_namesTheLineThatSaysWhatCapturesHold() throws IOException {
        assertThat(Files.readString(Path.of("README.md")))
                .contains("sample-app/run", "mvn -f build verify", "--add-opens java.base/jdk.internal.vm=ALL-UNNAMED");
    }
}
