package io.github.threadreporter;

import io.github.threadreporter.config.Settings;
import io.github.threadreporter.enrich.redact.RedactionRules;
import java.util.List;

/** Redaction rules from the configuration. */
final class RedactionSettings {

    private RedactionSettings() {}

    static RedactionRules rules(Settings settings) {
        RedactionRules.Builder rules = RedactionRules.builder();
        settings.flag("redaction.enabled").ifPresent(rules::enabled);
        rules.names(array(settings.list("redaction.names")));
        rules.allowNames(array(settings.list("redaction.allow-names")));
        List<String> only = settings.list("redaction.allow-only-keys");
        if (!only.isEmpty()) {
            rules.allowOnlyKeys(array(only)); // not called at all, the mode stays off
        }
        return rules.build();
    }

    private static String[] array(List<String> list) {
        return list.toArray(new String[0]);
    }
}
