package com.acme.shop;

import io.github.threadreporter.RequestTracker;
import io.github.threadreporter.ThreadReporter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** An application as anybody would write it, but that it looks over the shoulder of the request filter. */
@SpringBootApplication
public class ShopApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ShopApplication.class, arguments);
    }

    @Bean
    RequestTracker sections(ObjectProvider<ThreadReporter> reporter) {
        ThreadReporter present = reporter.getIfAvailable();
        return new Sections(present == null ? (method, path) -> () -> {} : present.requests());
    }
}
