/** What the reporter tells of itself, for libraries of metrics that the application brings along. */
@NullMarked
package io.github.threadreporter.metrics;

import org.jspecify.annotations.NullMarked;
