/**
 * Every thread of a Java service in Sentry. {@link io.github.threadreporter.ThreadReporter} is the way in; data flows
 * from collect through enrich and convert to send, and every stage works on the model.
 */
@NullMarked
package io.github.threadreporter;

import org.jspecify.annotations.NullMarked;
