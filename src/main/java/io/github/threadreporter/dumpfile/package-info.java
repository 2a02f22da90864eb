/**
 * Thread dumps that others made ({@code jstack}, {@code jcmd}, {@code kill -3} within a log, {@code Thread.dump_to_file})
 * as the model. Reads in one pass, keeps going behind damage and says where it was.
 */
@NullMarked
package io.github.threadreporter.dumpfile;

import org.jspecify.annotations.NullMarked;
