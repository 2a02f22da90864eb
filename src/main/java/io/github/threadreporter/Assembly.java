package io.github.threadreporter;

import io.github.threadreporter.collect.JvmCollector;
import io.github.threadreporter.collect.ThreadCollector;
import io.github.threadreporter.collect.values.ValueRenderer;
import io.github.threadreporter.collect.variables.VariableReader;
import io.github.threadreporter.config.Settings;
import io.github.threadreporter.convert.EventConverter;
import io.github.threadreporter.enrich.Analyzer;
import io.github.threadreporter.enrich.InAppMarker;
import io.github.threadreporter.enrich.redact.KnownSecrets;
import io.github.threadreporter.enrich.redact.RedactionRules;
import io.github.threadreporter.enrich.redact.Redactor;
import io.github.threadreporter.enrich.source.SourceLookup;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.VariableScope;
import io.github.threadreporter.send.EventSender;
import io.github.threadreporter.send.SentrySender;
import io.sentry.EventProcessor;
import io.sentry.IScopes;
import io.sentry.Sentry;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts a reporter together from what the builder was told and, for the rest, from the configuration. */
final class Assembly {

    Settings settings = Settings.ofThisProcess();

    @Nullable
    List<String> inApp;

    @Nullable
    List<String> notInApp;

    @Nullable
    List<Path> sources;

    @Nullable
    CaptureLimits limits;

    @Nullable
    RedactionRules redaction;

    @Nullable
    VariableScope variables;

    List<ValueRenderer> renderers = List.of();

    @Nullable
    Boolean exceptions;

    @Nullable
    IScopes scopes;

    ThreadReporter build() {
        IScopes given = scopes;
        Supplier<IScopes> target = () -> given != null ? given : Sentry.forkedRootScopes("thread-reporter");
        ThreadCollector collector = collector();
        CaptureLimits effective = limits();
        InAppMarker inAppMarker = inAppMarker();
        EventSender sender = new SentrySender(target, effective, System::nanoTime);
        RedactionRules rules = redaction != null ? redaction : RedactionSettings.rules(settings);
        KnownSecrets secrets = KnownSecrets.ofProcess(rules, List.of(settings.fileEntries()));
        Redactor redactor = new Redactor(rules, secrets, effective);
        Pipeline pipeline = new Pipeline(
                List.of(inAppMarker, sourceLookup(effective), new Analyzer(), redactor),
                new EventConverter(effective),
                sender,
                effective);
        ReportWorker worker = new ReportWorker(effective.pendingCaptures(), System::nanoTime, () -> target.get()
                .getOptions()
                .getLogger());
        boolean addToExceptions =
                exceptions != null ? exceptions : settings.flag("exceptions").orElse(false);
        EventProcessor processor = addToExceptions
                ? new ExceptionVariables(new CallerVariables(collector, List.of(inAppMarker, redactor)), effective)
                : null;
        return new ThreadReporter(collector, pipeline, worker, effective, processor);
    }

    /** What looks at this JVM. Loads the native library, where that is wanted. */
    ThreadCollector collector() {
        CaptureLimits effective = limits();
        Jvmti.Loading library = VariableSettings.library(settings);
        Jdk jdk = Jdk.probe(library);
        VariableReader variableReader = VariableReader.builder(jdk, library, effective)
                .scope(variables != null ? variables : VariableSettings.scope(settings))
                .inApp(inAppMarker()::isInApp)
                .renderers(renderers)
                .hidingAnnotations(VariableSettings.hidingAnnotations(settings))
                .build();
        return new JvmCollector(jdk, effective, variableReader);
    }

    private CaptureLimits limits() {
        return limits != null ? limits : limitsFrom(settings);
    }

    private InAppMarker inAppMarker() {
        return InAppMarker.of(
                inApp != null ? inApp : settings.list("in-app"),
                notInApp != null ? notInApp : settings.list("not-in-app"),
                JvmCollector.mainClass());
    }

    private SourceLookup sourceLookup(CaptureLimits effective) {
        return SourceLookup.forRunningJvm()
                .limits(effective)
                .roots(sources != null ? sources : sourcesFrom(settings))
                .uploadedSources(SourceLookup.sourcesUploaded(Assembly.class.getClassLoader()))
                .build();
    }

    private static List<Path> sourcesFrom(Settings settings) {
        return settings.list("sources").stream().map(Path::of).toList();
    }

    private static CaptureLimits limitsFrom(Settings settings) {
        CaptureLimits.Builder builder = CaptureLimits.builder();
        for (String name : CaptureLimits.names()) {
            settings.number("limits." + name).ifPresent(value -> builder.set(name, value));
        }
        return builder.build();
    }
}
