/** Dumps in files and streams, read back into the model. What is read may be damaged or made to do harm. */
@NullMarked
package io.github.threadreporter.dumpfile;

import org.jspecify.annotations.NullMarked;
