package io.github.threadreporter.trigger.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.trigger.CaptureRequests;
import io.github.threadreporter.trigger.Current;
import io.github.threadreporter.trigger.sentry.ExceptionCapture;
import io.sentry.Sentry;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** A shop that logs an error, in a process with Sentry. */
final class LogEventVictim {

    private static final String NESTED = """
            <configuration>
              <appender name="SENTRY" class="io.sentry.logback.SentryAppender"/>
              <appender name="THREADS" class="io.github.threadreporter.trigger.logback.ThreadCaptureAppender">
                <appender-ref ref="SENTRY"/>
              </appender>
              <root level="INFO"><appender-ref ref="THREADS"/></root>
            </configuration>""";

    private static final String BESIDE = """
            <configuration>
              <appender name="SENTRY" class="io.sentry.logback.SentryAppender"/>
              <appender name="THREADS" class="io.github.threadreporter.trigger.logback.ThreadCaptureAppender"/>
              <root level="INFO">
                <appender-ref ref="SENTRY"/>
                <appender-ref ref="THREADS"/>
              </root>
            </configuration>""";

    private LogEventVictim() {}

    public static void main(String[] arguments) throws Exception {
        String mode = arguments[1];
        Sentry.init(options -> {
            options.setDsn(arguments[0]);
            options.setMaxBreadcrumbs(0); // the SDK writes them in a form that the schema does not know
            if (mode.equals("both") || mode.equals("exception")) {
                options.addEventProcessor(ExceptionCapture.builder()
                        .type(IllegalStateException.class.getName())
                        .build());
            }
        });
        List<CaptureReport> reports = new CopyOnWriteArrayList<>();
        try (ThreadReporter reporter =
                ThreadReporter.builder().inApp("io.github.threadreporter").build()) {
            CaptureRequests requests = reason -> {
                CaptureReport report = reporter.captureAll(reason);
                reports.add(report);
                return report;
            };
            Current.set(requests);
            if (mode.equals("exception")) {
                Sentry.captureException(new IllegalStateException("order 17 is lost"));
            } else {
                configure(mode.equals("beside") ? BESIDE : NESTED);
                loseOrder();
            }
            for (CaptureReport report : reports) {
                System.out.println(report.await(Duration.ofSeconds(60)));
            }
        }
        Sentry.close();
    }

    private static void loseOrder() {
        var logger = LoggerFactory.getLogger("com.acme.Orders");
        logger.info("an order comes");
        logger.error("order {} is lost", 17, new IllegalStateException("no stock"));
    }

    private static void configure(String xml) throws Exception {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
