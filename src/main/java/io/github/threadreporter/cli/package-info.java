/** The command line of {@code thread-reporter.jar}. */
@NullMarked
package io.github.threadreporter.cli;

import org.jspecify.annotations.NullMarked;
