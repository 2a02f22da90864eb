/** Which local variables a method will read yet. Knows only {@code java.*}. */
@NullMarked
package io.github.threadreporter.collect.liveness;

import org.jspecify.annotations.NullMarked;
