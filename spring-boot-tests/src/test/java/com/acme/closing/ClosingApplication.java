package com.acme.closing;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.ThreadReporter;
import io.sentry.IScopes;
import io.sentry.ScopesAdapter;
import io.sentry.Sentry;
import java.lang.reflect.Proxy;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Prints in which order it ends, and whether the reporter still captures then. */
@SpringBootApplication
public class ClosingApplication {

    static volatile ThreadReporter reporter;

    public static void main(String[] arguments) {
        Environment environment =
                SpringApplication.run(ClosingApplication.class, arguments).getEnvironment();
        say("port " + environment.getProperty("local.server.port"));
    }

    static void say(String line) {
        System.out.println("> " + line);
    }

    static void sayWithState(String line) {
        CaptureReport report = reporter.captureHere();
        say(line + ", reporter " + (report.losses().isEmpty() ? "open" : "closed"));
    }

    @Bean
    SmartInitializingSingleton remember(ThreadReporter made) {
        return () -> reporter = made;
    }

    /** As the starter of Sentry has it, but that it tells when it is closed. */
    @Bean(destroyMethod = "close")
    IScopes sentry(Environment environment) {
        Sentry.init(options -> options.setDsn(environment.getRequiredProperty("shop.dsn")));
        return (IScopes) Proxy.newProxyInstance(
                ClosingApplication.class.getClassLoader(), new Class<?>[] {IScopes.class}, (proxy, method, values) -> {
                    if (method.getName().equals("close")) {
                        sayWithState("Sentry closes");
                    }
                    return method.invoke(ScopesAdapter.getInstance(), values);
                });
    }

    /** Stops after all others. */
    @Bean
    SmartLifecycle last() {
        return new SmartLifecycle() {
            private volatile boolean running;

            @Override
            public void start() {
                running = true;
            }

            @Override
            public void stop() {
                running = false;
                sayWithState("the last one stops");
            }

            @Override
            public boolean isRunning() {
                return running;
            }

            @Override
            public int getPhase() {
                return Integer.MIN_VALUE;
            }
        };
    }
}
