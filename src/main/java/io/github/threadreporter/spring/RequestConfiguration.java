package io.github.threadreporter.spring;

import io.github.threadreporter.RequestTracker;
import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.servlet.RequestFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Requests of a servlet container. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({Filter.class, FilterRegistrationBean.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class RequestConfiguration {

    /** Behind the filters of Spring Boot that only prepare: encoding, and observations. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    @ConditionalOnBean(ThreadReporter.class)
    @ConditionalOnMissingBean(name = "threadReporterRequests")
    FilterRegistrationBean<RequestFilter> threadReporterRequests(
            ThreadReporter reporter, ObjectProvider<RequestTracker> tracker) {
        FilterRegistrationBean<RequestFilter> registration =
                new FilterRegistrationBean<>(new RequestFilter(tracker.getIfUnique(reporter::requests)));
        registration.setName("threadReporterRequests");
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setOrder(ORDER);
        return registration;
    }
}
