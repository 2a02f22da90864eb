package io.github.threadreporter;

import io.github.threadreporter.collect.ApplicationSentry;
import io.github.threadreporter.collect.JvmCollector;
import io.github.threadreporter.collect.ThreadCollector;
import io.github.threadreporter.collect.tasks.HeapWalk;
import io.github.threadreporter.collect.tasks.TaskCollectors;
import io.github.threadreporter.collect.values.ValueRenderer;
import io.github.threadreporter.collect.variables.VariableReader;
import io.github.threadreporter.config.Options;
import io.github.threadreporter.config.Settings;
import io.github.threadreporter.convert.EventConverter;
import io.github.threadreporter.enrich.Analyzer;
import io.github.threadreporter.enrich.InAppMarker;
import io.github.threadreporter.enrich.redact.KnownSecrets;
import io.github.threadreporter.enrich.redact.RedactionRules;
import io.github.threadreporter.enrich.redact.Redactor;
import io.github.threadreporter.enrich.source.SourceLookup;
import io.github.threadreporter.incident.Budget;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.SentryConfig;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.VariableScope;
import io.github.threadreporter.send.SentrySender;
import io.github.threadreporter.send.TextDump;
import io.github.threadreporter.trigger.condition.Sections;
import io.sentry.EventProcessor;
import io.sentry.IScopes;
import io.sentry.Sentry;
import io.sentry.SentryLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts a reporter together from what the builder was told and, for the rest, from the configuration. */
final class Assembly {

    Settings settings;

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

    /** The application's own, beside ours. */
    Map<String, String> configuration = Map.of();

    @Nullable
    Boolean exceptions;

    @Nullable
    IScopes scopes;

    ReporterMetrics metrics = ReporterMetrics.NONE;

    /** Shared by reporters that come after each other. */
    @Nullable
    Accounting accounting;

    /** Where words for people go; null for the logger of the SDK. */
    @Nullable
    Consumer<String> complaints;

    private @Nullable Jdk jdk;

    /** The process that the dumps are of. */
    Subject subject = new Subject(
            JvmCollector.mainClass(),
            List.of(),
            System.getProperty("java.class.path", ""),
            Path.of(System.getProperty("java.home", "")),
            SourceLookup.sourcesUploaded(Assembly.class.getClassLoader()));

    Assembly(Settings settings) {
        this.settings = settings;
    }

    ThreadReporter build() {
        ThreadCollector collector = collector();
        RedactionRules rules = rules();
        Redactor redactor = new Redactor(
                rules, KnownSecrets.ofProcess(rules, List.of(settings.fileEntries(), configuration)), limits());
        boolean addToExceptions =
                exceptions != null ? exceptions : settings.flag("exceptions").orElse(false);
        EventProcessor processor = addToExceptions
                ? new ExceptionVariables(new CallerVariables(collector, List.of(inAppMarker(), redactor)), limits())
                : null;
        Sections sections = new Sections(jdk(VariableSettings.library(settings))::threadId);
        return new ThreadReporter(
                collector,
                pipeline(redactor),
                worker(),
                limits(),
                processor,
                accounting(),
                sections,
                reporter -> new Standby(reporter, watchSetup(() -> reporter, reporter::dump, sections), this::target));
    }

    Accounting accounting() {
        if (accounting == null) {
            accounting = new Accounting(
                    metrics,
                    new Budget(
                            Options.BUDGET_WINDOW.in(settings),
                            Options.BUDGET_PERCENT.in(settings),
                            Options.BUDGET_MEGABYTES.in(settings) * 1_000_000L,
                            System::nanoTime));
        }
        return accounting;
    }

    /**
     * What is needed to watch over this JVM.
     *
     * @param reporters gives the reporter, or null while there is nowhere to send to
     * @param dump all threads, redacted
     */
    WatchSetup watchSetup(Supplier<@Nullable ThreadReporter> reporters, Supplier<ThreadDump> dump, Sections sections) {
        Jdk present = jdk(VariableSettings.library(settings));
        InAppMarker marker = inAppMarker();
        Analyzer analyzer = new Analyzer();
        Lazy<ThreadCollector> graph = new Lazy<>(() -> collector(VariableScope.OFF));
        Consumer<String> log = complaints != null
                ? complaints
                : words -> target().getOptions().getLogger().log(SentryLevel.INFO, words);
        return new WatchSetup(
                settings,
                reporters,
                accounting(),
                sections,
                present::threadId,
                (String name) -> marker.isInApp(name),
                reason -> analyzer.apply(marker.apply(graph.get().collect(reason))),
                () -> TextDump.text(dump.get()),
                log);
    }

    /** For dumps of another process; the configuration of this one holds secrets as well. */
    DumpReporter dumpReporter() {
        List<Map<String, String>> sources = new ArrayList<>(subject.secrets());
        sources.add(settings.fileEntries());
        RedactionRules rules = rules();
        Redactor redactor = new Redactor(rules, KnownSecrets.ofProcess(rules, sources), limits());
        return new DumpReporter(pipeline(redactor), worker(), Duration.ofMillis(limits().closeMillis()));
    }

    private RedactionRules rules() {
        return redaction != null ? redaction : RedactionSettings.rules(settings);
    }

    private Pipeline pipeline(Redactor redactor) {
        return new Pipeline(
                List.of(inAppMarker(), sourceLookup(), new Analyzer(), redactor),
                new EventConverter(limits()),
                new SentrySender(this::target, limits(), System::nanoTime),
                limits());
    }

    private ReportWorker worker() {
        return new ReportWorker(limits().pendingCaptures(), System::nanoTime, () -> target().getOptions()
                .getLogger());
    }

    private IScopes target() {
        IScopes given = scopes;
        return given != null ? given : Sentry.forkedRootScopes("thread-reporter");
    }

    /** What looks at this JVM. Loads the native library, where that is wanted. */
    ThreadCollector collector() {
        return collector(variables != null ? variables : VariableSettings.scope(settings));
    }

    private ThreadCollector collector(VariableScope scope) {
        CaptureLimits effective = limits();
        Jvmti.Loading library = VariableSettings.library(settings);
        Jdk jdk = jdk(library);
        VariableReader variableReader = VariableReader.builder(jdk, library, effective)
                .scope(scope)
                .inApp(inAppMarker()::isInApp)
                .renderers(renderers)
                .hidingAnnotations(VariableSettings.hidingAnnotations(settings))
                .build();
        return new JvmCollector(
                jdk,
                effective,
                variableReader,
                VariableSettings.wantsTasks(settings) ? TaskCollectors.all() : List.of(),
                VariableSettings.walksHeap(settings) ? HeapWalk.on(library, effective) : HeapWalk.off());
    }

    /** Where this JVM's application sends its own events, if it does. */
    Optional<SentryConfig> applicationSentry() {
        return new ApplicationSentry(jdk(VariableSettings.library(settings))).find();
    }

    /** What this JDK offers. Loads the native library, where that is wanted. */
    Jdk jdk() {
        return jdk(VariableSettings.library(settings));
    }

    private Jdk jdk(Jvmti.Loading library) {
        if (jdk == null) {
            jdk = Jdk.probe(library);
        }
        return jdk;
    }

    private CaptureLimits limits() {
        if (limits == null) {
            limits = limitsFrom(settings);
        }
        return limits;
    }

    private InAppMarker inAppMarker() {
        return InAppMarker.of(
                inApp != null ? inApp : settings.list("in-app"),
                notInApp != null ? notInApp : settings.list("not-in-app"),
                subject.mainClass());
    }

    private SourceLookup sourceLookup() {
        SourceLookup.Builder lookup = SourceLookup.builder()
                .limits(limits())
                .classPath(subject.classPath())
                .roots(sources != null ? sources : sourcesFrom(settings))
                .uploadedSources(subject.uploadedSources());
        Path home = subject.javaHome();
        return home == null ? lookup.build() : lookup.javaHome(home).build();
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
