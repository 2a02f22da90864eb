package io.github.threadreporter.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SpringOptionsTest {

    private final Map<String, Object> file = new LinkedHashMap<>();
    private final Map<String, Object> variables = new LinkedHashMap<>();

    private Map<String, String> options() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .forEach(source -> environment.getPropertySources().remove(source.getName()));
        environment
                .getPropertySources()
                .addLast(new SystemEnvironmentPropertySource(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
        environment.getPropertySources().addLast(new MapPropertySource("file", file));
        return SpringOptions.in(environment);
    }

    @Test
    void nothing_isNothing() {
        file.put("server.port", "8080");

        assertThat(options()).isEmpty();
    }

    @Test
    void name_inAnySpelling_isThatOfTheOption() {
        file.put("threadreporter.notInApp", "com.acme.generated");
        file.put("threadreporter.heap_walk", true);
        file.put("threadreporter.limits.frames-per-stack", 3);
        file.put("threadreporter.limits.closeMillis", 10);

        assertThat(options())
                .containsOnly(
                        Map.entry("not-in-app", "com.acme.generated"),
                        Map.entry("heap-walk", "true"),
                        Map.entry("limits.framesPerStack", "3"),
                        Map.entry("limits.closeMillis", "10"));
    }

    @Test
    void list_isTextWithCommas() {
        file.put("threadreporter.in-app[0]", "com.acme");
        file.put("threadreporter.in-app[1]", "com.other");
        file.put("threadreporter.sources", "/src,/more");

        assertThat(options())
                .containsOnly(Map.entry("in-app", "com.acme,com.other"), Map.entry("sources", "/src,/more"));
    }

    @Test
    void placeholder_isReplaced() {
        file.put("base", "com.acme");
        file.put("threadreporter.in-app", "${base}.shop");

        assertThat(options()).containsEntry("in-app", "com.acme.shop");
    }

    @Test
    void variableOfTheEnvironment_goesBeforeTheFile() {
        file.put("threadreporter.not-in-app", "com.acme");
        file.put("threadreporter.limits.close-millis", "1");
        variables.put("THREADREPORTER_NOT_IN_APP", "com.other");
        variables.put("THREADREPORTER_LIMITS_CLOSEMILLIS", "2");
        variables.put("THREADREPORTER_LIMITS_EVENT_BYTES", "70000");

        assertThat(options())
                .containsOnly(
                        Map.entry("not-in-app", "com.other"),
                        Map.entry("limits.closeMillis", "2"),
                        Map.entry("limits.eventBytes", "70000"));
    }

    @Test
    void nameThatIsNone_isHandedOn_butNotFromTheEnvironment() {
        file.put("threadreporter.shedule", "5m");
        file.put("threadreporter.limits.frames.per.stack", "5");
        variables.put("THREADREPORTER_HOME", "/opt");

        assertThat(options()).containsOnly(Map.entry("shedule", "5m"), Map.entry("limits.frames.per.stack", "5"));
    }

    @Test
    void whetherThereIsAReporter_isNoOptionOfIt() {
        file.put("threadreporter.enabled", "true");

        assertThat(options()).isEmpty();
    }
}
