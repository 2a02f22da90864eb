package io.github.threadreporter.trigger.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.read.ListAppender;
import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.trigger.CaptureRequests;
import io.github.threadreporter.trigger.Current;
import io.github.threadreporter.trigger.FakeReports;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MarkerFactory;

@Timeout(60)
class ThreadCaptureAppenderTest {

    private final List<CaptureReason> captured = new CopyOnWriteArrayList<>();
    private final LoggerContext context = new LoggerContext();
    private Function<CaptureReason, CaptureReport> outcome = FakeReports::arrived;
    private final CaptureRequests requests = reason -> {
        captured.add(reason);
        return outcome.apply(reason);
    };

    @AfterEach
    void stop() {
        Current.clear(requests);
        context.stop();
    }

    @Test
    void error_capturesWithTheLoggingThreadAsCulprit() throws Exception {
        configure("");

        logger("com.acme.Orders").error("order {} is lost", 17);

        Thread self = Thread.currentThread();
        assertThat(captured).hasSize(1);
        CaptureReason reason = captured.get(0);
        assertThat(reason.kind()).isEqualTo("log-event");
        assertThat(reason.detail()).isEqualTo("ERROR com.acme.Orders");
        assertThat(reason.suspect().threadId()).isEqualTo(self.getId());
        assertThat(reason.suspect().headline().template()).isEqualTo("%s logged: %s");
        assertThat(reason.suspect().headline().text()).isEqualTo(self.getName() + " logged: order 17 is lost");
        assertThat(reason.tags()).isEmpty();
    }

    @Test
    void belowTheLevel_capturesNothing() throws Exception {
        configure("");
        logger("com.acme.Orders").warn("slow");
        assertThat(captured).isEmpty();
    }

    @Test
    void level_isTheLeast() throws Exception {
        configure("<level>WARN</level>");
        logger("com.acme.Orders").info("fine");
        logger("com.acme.Orders").warn("slow");
        logger("com.acme.Orders").error("lost");
        assertThat(captured).hasSize(2);
    }

    @Test
    void marker_capturesOnAnyLevelAndWithinOthers() throws Exception {
        configure("<marker>CAPTURE</marker><marker>THREADS</marker>");
        var outer = MarkerFactory.getDetachedMarker("OUTER");
        outer.add(MarkerFactory.getDetachedMarker("THREADS"));

        logger("com.acme.Orders").info(MarkerFactory.getDetachedMarker("CAPTURE"), "look");
        logger("com.acme.Orders").info(outer, "look");
        logger("com.acme.Orders").error(MarkerFactory.getDetachedMarker("OTHER"), "lost");
        logger("com.acme.Orders").error("lost");
        logger("com.acme.Orders")
                .atInfo()
                .addMarker(MarkerFactory.getDetachedMarker("FIRST"))
                .addMarker(MarkerFactory.getDetachedMarker("CAPTURE"))
                .log("look");

        assertThat(captured).hasSize(3);
    }

    @Test
    void logger_capturesWithAllBelow() throws Exception {
        configure("<logger>com.acme</logger>");
        logger("com.acme").error("x");
        logger("com.acme.Orders").error("x");
        logger("com.acmeother.Orders").error("x");
        logger("com").error("x");
        assertThat(captured).hasSize(2);
    }

    @Test
    void ownLoggersAndTheSdks_captureNothing() throws Exception {
        configure("");
        logger("io.sentry.transport.AsyncHttpTransport").error("x");
        logger("io.github.threadreporter.Something").error("x");
        Thread own = new Thread(() -> logger("com.acme.Orders").error("x"), "thread-reporter-worker");
        own.start();
        own.join();
        assertThat(captured).isEmpty();
    }

    @Test
    void captureThatLogs_doesNotGoRound() throws Exception {
        configure("");
        outcome = reason -> {
            logger("com.acme.Orders").error("within");
            return FakeReports.arrived(reason);
        };

        logger("com.acme.Orders").error("outside");

        assertThat(captured).hasSize(1);
    }

    @Test
    void twoAppenders_doNotCaptureWithinEachOther() throws Exception {
        configure("");
        ThreadCaptureAppender second = new ThreadCaptureAppender();
        second.setContext(context);
        second.start();
        logger("com.acme.Inner").addAppender(second);
        outcome = reason -> {
            logger("com.acme.Inner").error("within");
            return FakeReports.arrived(reason);
        };

        logger("com.acme.Orders").error("outside");

        assertThat(captured).hasSize(1);
    }

    @Test
    void captureThatFails_isNotThrownAtTheApplication() throws Exception {
        configure("");
        outcome = reason -> {
            throw new IllegalStateException("no");
        };

        logger("com.acme.Orders").error("lost");
        logger("com.acme.Orders").error("lost");

        assertThat(captured).hasSize(2);
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .anyMatch(status -> status.getMessage().equals("no capture"));
    }

    @Test
    void withoutAReporter_eventsGoThrough() throws Exception {
        configure("<appender-ref ref=\"LIST\"/>");
        Current.clear(requests);

        logger("com.acme.Orders").error("lost");

        assertThat(list().list).hasSize(1);
        assertThat(captured).isEmpty();
    }

    @Test
    void nestedAppender_getsEveryEventOnce() throws Exception {
        configure("<appender-ref ref=\"LIST\"/>");

        logger("com.acme.Orders").info("fine");
        logger("com.acme.Orders").error("lost");

        assertThat(list().list).extracting(ILoggingEvent::getMessage).containsExactly("fine", "lost");
        assertThat(captured).hasSize(1);
    }

    @Test
    void nestedAppenderThatFails_doesNotKeepFromCapturing() throws Exception {
        configure("");
        ThreadCaptureAppender appender = (ThreadCaptureAppender) logger("ROOT").getAppender("THREADS");
        appender.addAppender(new AppenderBase<>() {
            {
                start();
            }

            @Override
            public void doAppend(ILoggingEvent event) {
                throw new IllegalStateException("broken");
            }

            @Override
            protected void append(ILoggingEvent event) {}
        });

        logger("com.acme.Orders").error("lost");

        assertThat(captured).hasSize(1);
    }

    @Test
    void levelThatThereIsNot_passesOnAndCapturesNothing() throws Exception {
        configure("<level>EROR</level><appender-ref ref=\"LIST\"/>");

        logger("com.acme.Orders").error("lost");

        assertThat(list().list).hasSize(1);
        assertThat(captured).isEmpty();
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .anyMatch(status -> status.getMessage().contains("no level 'EROR'"));
    }

    @Test
    void longMessage_isCutWithAMark() throws Exception {
        configure("");
        logger("com.acme.Orders").error("x".repeat(10_000));
        assertThat(captured.get(0).suspect().headline().params().get(1))
                .hasSize(301)
                .endsWith("…");
    }

    @Test
    void behindAnAsyncAppender_nobodyIsTheCulprit() throws Exception {
        configureXml("""
                <configuration>
                  <appender name="THREADS" class="io.github.threadreporter.trigger.logback.ThreadCaptureAppender"/>
                  <appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender">
                    <appender-ref ref="THREADS"/>
                  </appender>
                  <root level="INFO"><appender-ref ref="ASYNC"/></root>
                </configuration>""");

        logger("com.acme.Orders").error("lost");

        Awaitility.await().until(() -> captured.size() == 1);
        assertThat(captured.get(0).suspect()).isNull();
    }

    private Logger logger(String name) {
        return context.getLogger(name);
    }

    private ListAppender<ILoggingEvent> list() {
        ThreadCaptureAppender appender = (ThreadCaptureAppender) logger("ROOT").getAppender("THREADS");
        return (ListAppender<ILoggingEvent>) appender.getAppender("LIST");
    }

    private void configure(String settings) throws Exception {
        configureXml("""
                <configuration>
                  <appender name="LIST" class="ch.qos.logback.core.read.ListAppender"/>
                  <appender name="THREADS" class="io.github.threadreporter.trigger.logback.ThreadCaptureAppender">
                    %s
                  </appender>
                  <root level="INFO"><appender-ref ref="THREADS"/></root>
                </configuration>""".formatted(settings));
    }

    private void configureXml(String xml) throws Exception {
        Current.set(requests);
        context.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
