package io.github.threadreporter.agent;

import io.github.threadreporter.config.Keys;
import io.github.threadreporter.model.CaptureLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Options of {@code -javaagent:thread-reporter.jar=key=value,...}. A part without {@code =} belongs to the value before
 * it, so that lists need no other separator: {@code in-app=com.acme,org.acme,schedule=5m}.
 */
final class AgentOptions {

    private AgentOptions() {}

    /** @param complaints told of what is wrong, which is then left out: nothing of that may stop an application */
    static Map<String, String> parse(@Nullable String text, Consumer<String> complaints) {
        Map<String, String> options = new LinkedHashMap<>();
        String last = null;
        for (String part : text == null ? new String[0] : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                String name = part.substring(0, equals).strip();
                if (Keys.isKnown(name, CaptureLimits.names())) {
                    options.put(name, part.substring(equals + 1).strip());
                    last = name;
                } else {
                    complaints.accept("there is no option '" + name + "'");
                    last = null;
                }
            } else if (last != null) {
                options.merge(last, part.strip(), (before, more) -> before + "," + more);
            } else if (!part.isBlank()) {
                complaints.accept("'" + part.strip() + "' is not of the form key=value");
            }
        }
        return options;
    }
}
