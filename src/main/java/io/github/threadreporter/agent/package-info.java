/** Entry point for {@code -javaagent}: opens the inside of the JDK without further flags. */
@NullMarked
package io.github.threadreporter.agent;

import org.jspecify.annotations.NullMarked;
