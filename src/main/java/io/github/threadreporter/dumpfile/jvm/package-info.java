/** What JVMs write themselves: HotSpot's text, and {@code Thread.dump_to_file} as JSON and as text. */
@NullMarked
package io.github.threadreporter.dumpfile.jvm;

import org.jspecify.annotations.NullMarked;
