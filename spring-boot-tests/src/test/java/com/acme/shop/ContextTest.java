package com.acme.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.ReporterMetrics;
import io.github.threadreporter.ThreadReporter;
import io.github.threadreporter.ThreadReporterIntegration;
import io.github.threadreporter.model.CaptureTimes;
import io.github.threadreporter.spring.ThreadReporterCustomizer;
import io.sentry.IScopes;
import io.sentry.Sentry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;

/** What is in the context, and what is not. */
class ContextTest {

    /** A main class whose application has no beans beside ours. */
    static class Nothing {}

    static class OwnReporter {
        @Bean
        ThreadReporter mine() {
            return ThreadReporter.builder().build();
        }
    }

    static class OwnIntegration {
        @Bean
        ThreadReporterIntegration mine() {
            return new ThreadReporterIntegration();
        }
    }

    static class Customized {
        @Bean
        ThreadReporterCustomizer packages() {
            return builder -> builder.inApp("com.acme");
        }
    }

    static class OwnMetrics implements ReporterMetrics {
        private final List<String> kinds = new CopyOnWriteArrayList<>();

        @Override
        public void captured(String kind, CaptureTimes times, int threads) {
            kinds.add(kind);
        }
    }

    @AfterEach
    void close() {
        Sentry.close();
    }

    @Test
    void disabled_leavesNothingInTheContext() {
        try (App app = App.start("threadreporter.enabled=false")) {
            assertThat(app.get("/quick").body()).isEqualTo("done");

            ConfigurableApplicationContext context = app.context();
            assertThat(Arrays.stream(context.getBeanDefinitionNames())
                            .map(name -> String.valueOf(context.getType(name)))
                            .filter(type -> type.contains("threadreporter")))
                    .isEmpty();
            assertThat(context.getBeanDefinitionNames()).noneMatch(name -> name.startsWith("threadReporter"));
            assertThat(app.bean(Sections.class).told()).isEmpty();
        }
    }

    @Test
    void reporterOfTheApplication_isTheOnlyOne() {
        try (App app = App.withoutWeb(OwnReporter.class)) {
            assertThat(app.context().getBeanNamesForType(ThreadReporter.class)).containsExactly("mine");
        }
    }

    @Test
    void integrationOfTheApplication_isTheOnlyOne() {
        try (App app = App.withoutWeb(OwnIntegration.class)) {
            assertThat(app.has(ThreadReporter.class)).isFalse();
            assertThat(app.context().getBeanNamesForType(ThreadReporterIntegration.class))
                    .containsExactly("mine");
        }
    }

    @Test
    void optionThatIsWrong_endsTheStart_andIsNamed() {
        assertThatThrownBy(() -> App.withoutWeb(Nothing.class, "threadreporter.limits.events=0"))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("events")
                .hasMessageContaining("0");
    }

    @Test
    void whatTheApplicationSetsInCode_goesBeforeProperties() {
        try (App app = App.withoutWeb(Customized.class, "threadreporter.in-app=com.other")) {
            assertThat(app.bean(ThreadReporter.class)
                            .dump()
                            .byId()
                            .get(Thread.currentThread().getId())
                            .stack()
                            .frames())
                    .anyMatch(frame -> frame.className().equals(ContextTest.class.getName()) && frame.inApp());
        }
    }

    @Test
    void sentryThatIsMissing_isSaid() {
        try (App app = App.withoutWeb(Nothing.class)) {
            CaptureReport report = app.bean(ThreadReporter.class).captureAll().await(Duration.ofSeconds(60));

            assertThat(report.isDone()).isTrue();
            assertThat(report.losses()).isNotEmpty();
        }
    }

    @Test
    void metricsOfTheApplication_areTold() {
        try (App app = App.withoutWeb(OwnMetrics.class)) {
            app.bean(ThreadReporter.class).captureHere();

            assertThat(app.bean(OwnMetrics.class).kinds).containsExactly("manual");
        }
    }

    /** Whose own starter for Spring Boot 3 the tests do not have. */
    @Test
    void startersSentry_takesTheEvents_untilTheReporterIsClosed() throws Exception {
        assumeTrue(ClassUtils.isPresent("io.sentry.spring.boot4.SentryAutoConfiguration", null));
        try (Receiver sentry = Receiver.start()) {
            CaptureReport last;
            try (App app = App.withoutWeb(
                    Nothing.class, "sentry.dsn=" + sentry.dsn(), "threadreporter.limits.close-millis=60000")) {
                assertThat(app.has(IScopes.class)).isTrue();
                last = app.bean(ThreadReporter.class).captureAll();
            }

            assertThat(Sentry.isEnabled()).isFalse();
            assertThat(last.isComplete()).as("lost: %s", last.losses()).isTrue();
            assertThat(sentry.envelopes()).anyMatch(envelope -> envelope.contains(last.captureId()));
        }
    }
}
