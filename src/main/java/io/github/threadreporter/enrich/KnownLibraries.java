package io.github.threadreporter.enrich;

import java.util.List;

/** Packages that are not the application's: the JDK's and those of libraries that many services use. */
final class KnownLibraries {

    static final List<String> PREFIXES = List.of("""
            java javax jakarta jdk sun com.sun oracle org.graalvm org.ietf org.osgi org.w3c org.xml kotlin kotlinx
            scala groovy groovyjarjarantlr4 groovyjarjarasm clojure org.codehaus org.jetbrains com.intellij
            org.gradle worker.org.gradle org.openjdk
            org.springframework org.apache org.eclipse org.glassfish org.jboss org.wildfly org.xnio
            io.undertow io.quarkus io.smallrye io.vertx io.micronaut io.helidon io.dropwizard io.javalin
            io.ktor io.netty io.grpc spark play akka zio cats reactor rx io.reactivex org.reactivestreams
            org.jctools org.quartz org.thymeleaf freemarker graphql com.vaadin com.netflix org.camunda
            org.keycloak fish.payara weblogic
            org.hibernate org.jooq org.mybatis org.flywaydb liquibase com.zaxxer org.h2 org.hsqldb
            org.postgresql com.mysql org.mariadb com.microsoft com.mongodb org.bson com.datastax
            redis.clients io.lettuce org.redisson com.rabbitmq org.elasticsearch co.elastic org.opensearch
            com.hazelcast org.ehcache org.infinispan org.jgroups org.neo4j com.github.benmanes.caffeine
            io.r2dbc com.clickhouse org.sqlite
            com.fasterxml tools.jackson com.google okhttp3 okio retrofit2 feign org.yaml org.joda org.jsoup
            org.antlr com.jayway com.nimbusds io.jsonwebtoken org.bouncycastle software.amazon
            com.amazonaws com.azure io.fabric8 io.kubernetes com.thoughtworks
            org.slf4j ch.qos.logback net.logstash org.jboss.logging io.micrometer io.opentelemetry
            io.opentracing io.prometheus io.dropwizard.metrics datadog com.datadog com.newrelic
            co.elastic.apm zipkin2 brave io.sentry io.github.threadreporter io.github.resilience4j
            net.bytebuddy javassist net.sf.cglib org.aspectj org.objectweb org.ow2 org.mockito org.junit
            junit org.testng org.assertj net.jqwik io.restassured io.cucumber org.testcontainers
            com.tngtech.archunit org.awaitility
            """.strip().split("\\s+"));

    private KnownLibraries() {}

    /** Whether a package is, lies above or lies below one of a well-known library. */
    static boolean overlaps(String name) {
        return PREFIXES.stream().anyMatch(known -> within(name, known) || within(known, name));
    }

    /** Whether {@code name} is {@code prefix} or below it. */
    static boolean within(String name, String prefix) {
        return name.startsWith(prefix) && (name.length() == prefix.length() || name.charAt(prefix.length()) == '.');
    }
}
