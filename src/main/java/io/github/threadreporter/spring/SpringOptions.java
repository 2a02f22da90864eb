package io.github.threadreporter.spring;

import io.github.threadreporter.config.Keys;
import io.github.threadreporter.model.CaptureLimits;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The options in the application's environment: its files, its command line, its profiles. Each option is asked for by
 * name, so that every way of writing that Spring Boot knows will do: {@code limits.closeMillis}, {@code
 * limits.close-millis} and {@code THREADREPORTER_LIMITS_CLOSEMILLIS}; {@code in-app} as a list or separated by commas.
 */
final class SpringOptions {

    /** Not an option of the reporter: whether there is one. */
    static final String ENABLED = "enabled";

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("threadreporter");
    private static final Bindable<List<String>> WORDS = Bindable.listOf(String.class);

    private SpringOptions() {}

    /**
     * What is set, by the name of the option. What looks like an option and is none is handed on as well, for the reporter
     * to say so; but not from environment variables, where others may mean something else by them.
     */
    static Map<String, String> in(Environment environment) {
        Binder binder = Binder.get(environment);
        Map<String, String> options = new TreeMap<>();
        Map<ConfigurationPropertyName, String> names = names();
        names.forEach((property, name) -> text(binder, property).ifPresent(value -> options.put(name, value)));
        for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
            if (source instanceof IterableConfigurationPropertySource all
                    && !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
                all.stream()
                        .filter(PREFIX::isAncestorOf)
                        .map(SpringOptions::withoutIndex)
                        .filter(property -> !names.containsKey(property))
                        .forEach(property -> options.put(
                                property.subName(1).toString(),
                                text(binder, property).orElse("")));
            }
        }
        options.remove(ENABLED);
        return options;
    }

    /** The names of all options by those of Spring Boot, which has no capitals. */
    static Map<ConfigurationPropertyName, String> names() {
        Map<ConfigurationPropertyName, String> names = new TreeMap<>();
        for (String name : Keys.names()) {
            names.put(property(name), name);
        }
        for (String limit : CaptureLimits.names()) {
            names.put(property("limits." + limit), "limits." + limit);
        }
        return names;
    }

    private static ConfigurationPropertyName property(String option) {
        return PREFIX.append(option.replaceAll("(?=\\p{Upper})", "-").toLowerCase(Locale.ROOT));
    }

    private static Optional<String> text(Binder binder, ConfigurationPropertyName property) {
        Optional<String> text = Optional.ofNullable(
                binder.bind(property, Bindable.of(String.class)).orElse(null));
        return text.isPresent()
                ? text
                : Optional.ofNullable(binder.bind(property, WORDS).orElse(null)).map(words -> String.join(",", words));
    }

    private static ConfigurationPropertyName withoutIndex(ConfigurationPropertyName property) {
        return property.isLastElementIndexed() ? property.getParent() : property;
    }
}
