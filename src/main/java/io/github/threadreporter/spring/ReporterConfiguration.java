package io.github.threadreporter.spring;

import io.github.threadreporter.ReporterMetrics;
import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.ThreadReporterIntegration;
import io.github.threadreporter.config.Settings;
import io.sentry.IScopes;
import io.sentry.ScopesAdapter;
import io.sentry.Sentry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The reporter itself. */
@Configuration(proxyBeanMethods = false)
class ReporterConfiguration {

    private static final String IN_APP = "in-app";

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean({ThreadReporter.class, ThreadReporterIntegration.class})
    ThreadReporter threadReporter(
            Environment environment,
            BeanFactory beans,
            ObjectProvider<IScopes> scopes,
            ObjectProvider<ReporterMetrics> metrics,
            ObjectProvider<ThreadReporterCustomizer> customizers) {
        ThreadReporter.Builder builder =
                ThreadReporter.builder().options(options(environment, beans)).secretsOf(SpringSecrets.in(environment));
        metrics.ifUnique(builder::metrics);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        IScopes target = target(scopes);
        return target == null ? builder.build() : registered(builder, target);
    }

    @Bean
    @ConditionalOnBean(ThreadReporter.class)
    ReporterStart threadReporterStart(ThreadReporter reporter) {
        return new ReporterStart(reporter);
    }

    private static Map<String, String> options(Environment environment, BeanFactory beans) {
        Map<String, String> options = SpringOptions.in(environment);
        if (!options.containsKey(IN_APP) && AutoConfigurationPackages.has(beans)) {
            List<String> packages = AutoConfigurationPackages.get(beans).stream()
                    .filter(name -> !name.isBlank())
                    .toList();
            // What is in sentry.properties goes before what is only a guess.
            if (!packages.isEmpty() && Settings.ofThisProcess().list(IN_APP).isEmpty()) {
                options.put(IN_APP, String.join(",", packages));
            }
        }
        return options;
    }

    /** Null where Sentry is not initialised yet: then the reporter looks for it at each capture. */
    private static @Nullable IScopes target(ObjectProvider<IScopes> scopes) {
        IScopes bean = scopes.getIfUnique();
        if (bean != null) {
            return bean;
        }
        return Sentry.isEnabled() ? ScopesAdapter.getInstance() : null;
    }

    /** As the SDK does it with what is added to its options before it starts. */
    private static ThreadReporter registered(ThreadReporter.Builder builder, IScopes target) {
        return ThreadReporterIntegration.register(builder, target, target.getOptions());
    }
}
