/** Stands in for slf4j in {@code thread-reporter.jar}, where shading renames it to this. Not in the library. */
@NullMarked
package io.github.threadreporter.cli.slf4j;

import org.jspecify.annotations.NullMarked;
