/** The thread that a capture is about, and the sentence that says why. */
@NullMarked
package io.github.threadreporter.enrich.culprit;

import org.jspecify.annotations.NullMarked;
