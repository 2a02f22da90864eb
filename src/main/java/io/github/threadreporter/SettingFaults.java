package io.github.threadreporter;

import io.github.threadreporter.config.Keys;
import io.github.threadreporter.config.Options;
import io.github.threadreporter.config.Settings;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.trigger.ScheduleOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which options are wrong, one by one, so that the others can be kept. Looks at those that are set and builds nothing: an
 * application waits for it while it starts.
 */
final class SettingFaults {

    private SettingFaults() {}

    /** What is wrong, in words, by the name of the option and in the order of these. */
    static Map<String, String> in(Settings settings) {
        Map<String, String> faults = new TreeMap<>();
        List<String> known = new ArrayList<>(Keys.names());
        for (String limit : CaptureLimits.names()) {
            known.add("limits." + limit);
        }
        for (String name : settings.names(known)) {
            try {
                check(name, settings);
            } catch (IllegalArgumentException e) {
                faults.put(name, String.valueOf(e.getMessage()));
            }
        }
        return faults;
    }

    private static void check(String name, Settings settings) {
        if (!Keys.isKnown(name, CaptureLimits.names())) {
            throw new IllegalArgumentException("there is no option '" + name + "'");
        }
        if (Keys.isLimit(name)) {
            Optional<Integer> value = settings.number(name);
            if (value.isPresent()) {
                CaptureLimits.builder().set(Keys.limitOf(name), value.get());
            }
            return;
        }
        switch (name) {
            case "variables" -> VariableSettings.scope(settings);
            case "schedule", "schedule.jitter", "schedule.sample", "schedule.quiet", "schedule.monitor" ->
                checkSchedule(settings);
            case "triggers" -> TriggerSettings.names(settings);
            case "http.port", "http.address", "http.hosts", "http.token" -> TriggerSettings.http(settings);
            case "dsn" -> checkDsn(settings.text(name).orElse(""));
            default -> Objects.requireNonNull(Keys.option(name)).check(settings);
        }
    }

    private static void checkSchedule(Settings settings) {
        Optional<ScheduleOptions> schedule = ScheduleSettings.options(settings);
        Optional<String> monitor = Options.SCHEDULE_MONITOR.in(settings);
        if (schedule.isPresent() && monitor.isPresent()) {
            ScheduleSettings.plan(monitor.get(), schedule.get());
        }
    }

    /** Without the value, since older ones hold a secret. */
    private static void checkDsn(String dsn) {
        if (!dsn.isEmpty() && !isDsn(dsn)) {
            throw new IllegalArgumentException("threadreporter.dsn is not of the form https://KEY@HOST/PROJECT");
        }
    }

    private static boolean isDsn(String dsn) {
        try {
            URI uri = new URI(dsn);
            String path = uri.getPath();
            return uri.getHost() != null && uri.getUserInfo() != null && path != null && path.length() > 1;
        } catch (URISyntaxException e) {
            return false; // which is what the caller says, in simpler words
        }
    }
}
