package io.github.threadreporter.cli;

/** Where a capture goes. */
enum Destination {
    SENTRY,
    TEXT,
    JSON,
    HTML
}
