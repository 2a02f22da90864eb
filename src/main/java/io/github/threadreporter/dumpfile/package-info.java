/** Dumps that were written down, read back into the model: our own form, and what others make. */
@NullMarked
package io.github.threadreporter.dumpfile;

import org.jspecify.annotations.NullMarked;
