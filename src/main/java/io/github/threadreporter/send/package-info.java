/**
 * The last stage: hands events to the Sentry SDK and says of each what became of it, and writes a dump out as text, as
 * JSON, as one page, and for a person at a terminal.
 */
@NullMarked
package io.github.threadreporter.send;

import org.jspecify.annotations.NullMarked;
