/** Placeholder. */
@NullMarked
package io.github.threadreporter.trigger.remote;

import org.jspecify.annotations.NullMarked;
