/** Source lines around each frame, from wherever sources lie. */
@NullMarked
package io.github.threadreporter.enrich.source;

import org.jspecify.annotations.NullMarked;
