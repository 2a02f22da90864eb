/** Our own form, as {@code docs/dump-format.md} has it: one reader for each kind of its parts. */
@NullMarked
package io.github.threadreporter.dumpfile.json;

import org.jspecify.annotations.NullMarked;
