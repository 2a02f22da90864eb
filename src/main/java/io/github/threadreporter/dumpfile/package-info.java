/** Dumps that were written down, read back into the model: told apart and decoded here, read by the packages below. */
@NullMarked
package io.github.threadreporter.dumpfile;

import org.jspecify.annotations.NullMarked;
