package io.github.threadreporter.spring;

import io.github.threadreporter.ThreadReporter;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The endpoint, where the application exposes it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
class EndpointConfiguration {

    @Bean
    @ConditionalOnBean(ThreadReporter.class)
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint(endpoint = ThreadReporterEndpoint.class)
    ThreadReporterEndpoint threadReporterEndpoint(ThreadReporter reporter) {
        return new ThreadReporterEndpoint(reporter::status, reporter::request);
    }
}
