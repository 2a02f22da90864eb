/**
 * Reactive streams in flight, of Reactor and RxJava 3: chains of operators, found by what runs them, waits for them or is
 * to run them, and walked by their fields to both ends.
 */
@NullMarked
package io.github.threadreporter.collect.tasks.reactive;

import org.jspecify.annotations.NullMarked;
