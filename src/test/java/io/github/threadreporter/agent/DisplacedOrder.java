package io.github.threadreporter.agent;

/** A record of an application: its class is loaded once more by a loader that is to go. */
public record DisplacedOrder(int number, String customer) {}
