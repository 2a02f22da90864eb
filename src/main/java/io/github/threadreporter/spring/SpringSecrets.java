package io.github.threadreporter.spring;

import java.util.HashMap;
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
                    for (String name : listed.getPropertyNames()) {
                        if (values.size() < MOST && !values.containsKey(name)) {
                            values.put(name, value(environment, name));
                        }
                    }
                }
            }
        }
        return values;
    }

    private static String value(Environment environment, String name) {
        try {
            return environment.getProperty(name, "");
        } catch (IllegalArgumentException e) {
            return ""; // a placeholder that nothing replaces: the application cannot have the value either
        }
    }
}
