/** What makes captures without anybody asking: each trigger hands over a reason and nothing else. */
@NullMarked
package io.github.threadreporter.trigger;

import org.jspecify.annotations.NullMarked;
