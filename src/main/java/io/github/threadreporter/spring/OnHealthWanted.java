package io.github.threadreporter.spring;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * What Spring Boot's own condition on {@code management.health.NAME.enabled} says, which is in another package in Spring
 * Boot 4 than in 3.
 */
final class OnHealthWanted implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        Boolean own = environment.getProperty("management.health.threadreporter.enabled", Boolean.class);
        return own != null ? own : environment.getProperty("management.health.defaults.enabled", Boolean.class, true);
    }
}
