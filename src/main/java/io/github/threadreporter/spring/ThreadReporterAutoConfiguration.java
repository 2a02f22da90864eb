package io.github.threadreporter.spring;

import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.ThreadReporterIntegration;
import io.sentry.IScopes;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Import;

/**
 * A {@link ThreadReporter} in the application context, unless the application has one, or a {@link
 * ThreadReporterIntegration}, of its own. {@code threadreporter.enabled=false} leaves out all of it.
 *
 * <ul>
 *   <li>Options are the properties {@code threadreporter.*}; packages of the application, where nobody names them, those
 *       of the class with {@code @SpringBootApplication}.
 *   <li>It sends to the Sentry of the bean of type {@link IScopes}, which Sentry's own starter makes, else to the one
 *       that {@code Sentry.init} made before the context, or makes later.
 *   <li>It starts when everything else has, and is closed when beans are destroyed: after the web server has come to its
 *       end, gracefully or not, and before Sentry.
 * </ul>
 */
@AutoConfiguration(
        afterName = {
            // Spring Boot 3, and 4.
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(IScopes.class)
@ConditionalOnProperty(prefix = "threadreporter", name = SpringOptions.ENABLED, matchIfMissing = true)
@Import({
    // In this order: what follows looks whether there is a reporter.
    MetricsConfiguration.class,
    ReporterConfiguration.class,
    RequestConfiguration.class,
    EndpointConfiguration.class,
    HealthConfiguration.Boot3.class,
    HealthConfiguration.Boot4.class
})
public class ThreadReporterAutoConfiguration {}
