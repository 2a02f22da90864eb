/**
 * The last stage: hands events to the Sentry SDK and says of each what became of it, and writes a dump out as text, as
 * JSON and as one page.
 */
@NullMarked
package io.github.threadreporter.send;

import org.jspecify.annotations.NullMarked;
