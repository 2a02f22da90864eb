package io.github.threadreporter.model;

/**
 * Something that this capture could not see.
 *
 * @param what e.g. {@code virtual threads}
 * @param why e.g. {@code package jdk.internal.vm is not open}
 * @param remedy what would lift it, e.g. the exact JVM flag; empty where nothing would
 */
public record Missing(String what, String why, String remedy) {}
