package io.github.threadreporter.spring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * The application's properties, from {@code application.yml} to a configuration server, in whose values there may be
 * secrets that must not be sent wherever they turn up.
 */
final class SpringSecrets {

    /** An application with more properties than that is not known. */
    private static final int MOST = 20_000;

    private SpringSecrets() {}

    /** Names and values as the application sees them; sources that cannot list their names are left out. */
    static Map<String, String> in(Environment environment) {
        Map<String, String> values = new HashMap<>();
        if (environment instanceof ConfigurableEnvironment configurable) {
            for (PropertySource<?> source : configurable.getPropertySources()) {
                if (source instanceof EnumerablePropertySource<?> listed) {
                    for (String name : names(listed)) {
                        if (values.size() < MOST && !values.containsKey(name)) {
                            values.put(name, value(environment, name));
                        }
                    }
                }
            }
        }
        return values;
    }

    private static List<String> names(EnumerablePropertySource<?> source) {
        try {
            return List.of(source.getPropertyNames());
        } catch (RuntimeException e) {
            return List.of(); // a source that cannot tell: the application gets nothing from it by name either
        }
    }

    private static String value(Environment environment, String name) {
        try {
            return environment.getProperty(name, "");
        } catch (RuntimeException e) {
            // A placeholder that nothing replaces, no text, or one that cannot be decrypted: the application cannot
            // have the
            // value as text either, and its start must not fail by it.
            return "";
        }
    }
}
