/**
 * The wiring: the order service, Sentry, and the thread reporter that looks at it. {@link
 * io.github.threadreporter.sample.Captures} is all that an application of your own would need.
 */
@NullMarked
package io.github.threadreporter.sample;

import org.jspecify.annotations.NullMarked;
