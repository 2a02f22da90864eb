/** What lasts becomes one story: when to tell of it, and when to be silent. */
@NullMarked
package io.github.threadreporter.incident;

import org.jspecify.annotations.NullMarked;
