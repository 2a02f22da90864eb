package io.github.threadreporter.agent;

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

    /**
     * Options by name, whether there are such or not.
     *
     * @param complaints told of what is no option, which is then left out: nothing of that may stop an application
     */
    static Map<String, String> parse(@Nullable String text, Consumer<String> complaints) {
        Map<String, String> options = new LinkedHashMap<>();
        String last = null;
        for (String part : text == null ? new String[0] : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                String name = part.substring(0, equals).strip();
                options.put(name, part.substring(equals + 1).strip());
                last = name;
            } else if (last != null) {
                options.put(last, options.get(last) + "," + part.strip());
            } else if (!part.isBlank()) {
                complaints.accept("'" + part.strip() + "' is not of the form key=value");
            }
        }
        return options;
    }
}
