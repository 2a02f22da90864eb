package io.github.threadreporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.config.Option;
import io.github.threadreporter.config.Options;
import io.github.threadreporter.model.CaptureLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documents say is true where a test can tell. */
class DocumentationTest {

    private static final String BEGIN = "<!-- options -->";
    private static final String END = "<!-- end of options -->";
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

    /** After a change of the table: {@code mvn test -Dtest=DocumentationTest -Dthreadreporter.docs=write}. */
    @Test
    void configuration_holdsTheTableOfOptions() throws IOException {
        Path file = Path.of("docs/configuration.md");
        String text = Files.readString(file);
        int from = text.indexOf(BEGIN) + BEGIN.length();
        int to = text.indexOf(END);
        String table = "\n" + optionTables();
        if ("write".equals(System.getProperty("threadreporter.docs"))) {
            Files.writeString(file, text.substring(0, from) + table + text.substring(to));
        } else {
            assertThat(text.substring(from, to)).isEqualTo(table);
        }
    }

    private static String optionTables() {
        StringBuilder tables = new StringBuilder();
        for (Options.Section section : Options.SECTIONS) {
            tables.append("\n## ").append(section.title()).append("\n\n");
            tables.append("| option | default | may be | meaning |\n|---|---|---|---|\n");
            for (Option option : section.options()) {
                String standard = option.standard().isEmpty() ? "" : "`" + option.standard() + "`";
                tables.append("| `%s` | %s | %s | %s |\n"
                        .formatted(option.name(), standard, option.range(), option.meaning()));
            }
        }
        return tables.append("\n").toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/agent.md",
                "docs/black-box.md",
                "docs/configuration.md",
                "RATIONALE.md",
                "docs/architecture.md",
                "docs/command.md",
                "docs/dump-format.md",
                "docs/logging.md",
                "docs/performance.md",
                "docs/remote.md",
                "docs/report.md",
                "docs/metrics.md",
                "docs/spring-boot.md",
                "docs/variables.md",
                "docs/native.md",
                "docs/incidents.md",
                "docs/schedule.md",
                "docs/operations.md",
                "docs/troubleshooting.md",
                "docs/events.md",
                "docs/tasks.md",
                "docs/redaction.md",
                "CHANGELOG.md",
                "docs/triggers.md",
                "docs/remote.md",
                "docs/logging.md",
                "docs/spring-boot.md",
                "docs/metrics.md",
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
