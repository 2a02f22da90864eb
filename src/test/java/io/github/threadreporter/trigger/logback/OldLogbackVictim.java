package io.github.threadreporter.trigger.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.threadreporter.trigger.Current;
import io.github.threadreporter.trigger.FakeReports;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

/** Logs by logback 1.2. */
final class OldLogbackVictim {

    private static final String XML = """
            <configuration>
              <appender name="LIST" class="ch.qos.logback.core.read.ListAppender"/>
              <appender name="THREADS" class="io.github.threadreporter.trigger.logback.ThreadCaptureAppender">
                <level>INFO</level>
                <marker>CAPTURE</marker>
                <logger>com.acme</logger>
                <appender-ref ref="LIST"/>
              </appender>
              <root level="INFO"><appender-ref ref="THREADS"/></root>
            </configuration>""";

    private OldLogbackVictim() {}

    public static void main(String[] arguments) throws Exception {
        List<String> captured = new ArrayList<>();
        Current.set(reason -> {
            captured.add(reason.detail());
            return FakeReports.arrived(reason);
        });
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(new ByteArrayInputStream(XML.getBytes(StandardCharsets.UTF_8)));

        Logger logger = LoggerFactory.getLogger("com.acme.Orders");
        logger.error(MarkerFactory.getMarker("CAPTURE"), "lost");
        logger.info(MarkerFactory.getMarker("CAPTURE"), "look");
        logger.error("lost");

        ThreadCaptureAppender appender = (ThreadCaptureAppender)
                ((ch.qos.logback.classic.Logger) LoggerFactory.getLogger("ROOT")).getAppender("THREADS");
        ListAppender<ILoggingEvent> list = (ListAppender<ILoggingEvent>) appender.getAppender("LIST");
        System.out.println("captured " + captured + ", passed on " + list.list.size());
    }
}
