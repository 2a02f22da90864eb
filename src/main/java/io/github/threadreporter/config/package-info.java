/** Where options come from when nobody sets them in code. */
@NullMarked
package io.github.threadreporter.config;

import org.jspecify.annotations.NullMarked;
