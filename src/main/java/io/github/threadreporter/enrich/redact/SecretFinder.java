package io.github.threadreporter.enrich.redact;

/** Finds one kind of secret in a text, in time linear in its length. Implementations are thread-safe. */
@FunctionalInterface
interface SecretFinder {

    void find(String text, SecretSpans spans);
}
