package io.github.threadreporter.send;

/**
 * What a limited form of a dump had no room for.
 *
 * @param threads how many threads
 * @param tasks how many tasks
 */
record Left(int threads, int tasks) {}
