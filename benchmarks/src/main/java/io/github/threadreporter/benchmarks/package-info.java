/** What a capture costs, beside what the JDK and the Sentry SDK offer by themselves. */
@NullMarked
package io.github.threadreporter.benchmarks;

import org.jspecify.annotations.NullMarked;
