/** What differs between JVMs, and what the JVM tells only in odd places. Knows only {@code java.*}. */
@NullMarked
package io.github.threadreporter.internal;

import org.jspecify.annotations.NullMarked;
