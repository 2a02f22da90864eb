package io.github.threadreporter.spring;

import io.github.threadreporter.ThreadReporter;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Health details. The types of Spring Boot 3 have moved in 4; whichever is there is used. */
final class HealthConfiguration {

    private HealthConfiguration() {}

    /** For the types of Spring Boot 3. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(org.springframework.boot.actuate.health.HealthIndicator.class)
    @Conditional(OnHealthWanted.class)
    static class Boot3 {

        @Bean
        @ConditionalOnBean(ThreadReporter.class)
        org.springframework.boot.actuate.health.HealthIndicator threadReporterHealthIndicator(ThreadReporter reporter) {
            return () -> org.springframework.boot.actuate.health.Health.up()
                    .withDetails(StatusDetails.of(reporter.status()))
                    .build();
        }
    }

    /** For those of Spring Boot 4. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(org.springframework.boot.health.contributor.HealthIndicator.class)
    @Conditional(OnHealthWanted.class)
    static class Boot4 {

        @Bean
        @ConditionalOnBean(ThreadReporter.class)
        org.springframework.boot.health.contributor.HealthIndicator threadReporterHealthIndicator(
                ThreadReporter reporter) {
            return () -> org.springframework.boot.health.contributor.Health.up()
                    .withDetails(StatusDetails.of(reporter.status()))
                    .build();
        }
    }
}
