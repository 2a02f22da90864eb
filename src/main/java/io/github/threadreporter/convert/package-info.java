/**
 * A capture as Sentry events: one for all threads, or one for each group of equal stacks, within everything that a
 * Sentry server keeps.
 *
 * <p>Whatever is put into an event is finished text, a finite number or a map or list of those, because the SDK
 * serialises on a thread of its own, later. Whatever does not fit is left out here, visibly and counted, because the
 * server would leave it out in silence.
 */
@NullMarked
package io.github.threadreporter.convert;

import org.jspecify.annotations.NullMarked;
