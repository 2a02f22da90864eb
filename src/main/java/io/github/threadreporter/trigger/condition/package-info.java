/** Placeholder. */
@NullMarked
package io.github.threadreporter.trigger.condition;

import org.jspecify.annotations.NullMarked;
