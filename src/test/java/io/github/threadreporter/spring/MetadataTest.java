package io.github.threadreporter.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.threadreporter.config.Option;
import io.github.threadreporter.config.Options;
import io.github.threadreporter.model.CaptureLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** What editors offer while somebody writes {@code application.yml} is the table of options. */
class MetadataTest {

    private static final Path FILE = Path.of("src/main/resources/META-INF/spring-configuration-metadata.json");
    private static final Pattern LIMIT =
            Pattern.compile("(?m)^\\| `(limits\\.\\w+)` \\| ([\\d,]+) \\| (.*?) \\| (.*) \\|$");
    private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\([^)]+\\)");

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, ObjectNode> properties = new TreeMap<>();
    private final Map<String, String> names = new HashMap<>();

    MetadataTest() {
        SpringOptions.names()
                .forEach((ConfigurationPropertyName property, String option) -> names.put(option, property.toString()));
    }

    /** After a change of the table: {@code mvn test -Dtest=MetadataTest -Dthreadreporter.docs=write}. */
    @Test
    void metadata_isTheTableOfOptions() throws IOException {
        ObjectNode root = json.createObjectNode();
        ArrayNode all = root.putArray("properties");
        enabled();
        for (Options.Section section : Options.SECTIONS) {
            section.options().forEach(this::option);
        }
        limits(Files.readString(Path.of("docs/configuration.md")));
        properties.values().forEach(all::add);
        String wanted = json.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";

        if ("write".equals(System.getProperty("threadreporter.docs"))) {
            Files.writeString(FILE, wanted);
        } else {
            assertThat(json.readTree(FILE.toFile())).isEqualTo(json.readTree(wanted));
        }
    }

    private void enabled() {
        ObjectNode property = property("threadreporter." + SpringOptions.ENABLED, Boolean.class);
        property.put("description", "Whether there is a thread reporter in the application context.");
        property.put("defaultValue", true);
    }

    private void option(Option option) {
        if (option instanceof Option.Flag) {
            property(option, Boolean.class).put("defaultValue", Boolean.parseBoolean(option.standard()));
        } else if (option instanceof Option.Whole) {
            property(option, Integer.class).put("defaultValue", number(option.standard()));
        } else if (option instanceof Option.Time) {
            property(option, java.time.Duration.class).put("defaultValue", option.standard());
        } else if (option instanceof Option.Words) {
            property(option, "java.util.List<java.lang.String>");
        } else {
            assertThat(option).isInstanceOf(Option.Text.class);
            property(option, String.class.getName());
        }
    }

    private ObjectNode property(Option option, Class<?> type) {
        return property(option, type.getName());
    }

    private ObjectNode property(Option option, String type) {
        ObjectNode property = property(names.get(option.name()), type);
        property.put("description", plain(option.meaning()) + " May be: " + plain(option.range()) + ".");
        return property;
    }

    private ObjectNode property(String name, Class<?> type) {
        return property(name, type.getName());
    }

    private ObjectNode property(String name, String type) {
        ObjectNode property = json.createObjectNode();
        property.put("name", name);
        property.put("type", type);
        properties.put(name, property);
        return property;
    }

    /** What limits mean is written down in the documentation alone. */
    private void limits(String documentation) {
        Matcher rows = LIMIT.matcher(documentation);
        int found = 0;
        while (rows.find()) {
            found++;
            ObjectNode property = property(names.get(rows.group(1)), Integer.class);
            property.put("description", plain(rows.group(4)) + " May be: " + rows.group(3) + ".");
            property.put("defaultValue", number(rows.group(2)));
        }
        assertThat(found).isEqualTo(CaptureLimits.names().size());
    }

    private static int number(String text) {
        return Integer.parseInt(text.replace(",", ""));
    }

    private static String plain(String markdown) {
        return LINK.matcher(markdown).replaceAll("$1").replace("`", "");
    }
}
