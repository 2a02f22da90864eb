/** Triggers that the application's Sentry SDK sets off. */
@NullMarked
package io.github.threadreporter.trigger.sentry;

import org.jspecify.annotations.NullMarked;
