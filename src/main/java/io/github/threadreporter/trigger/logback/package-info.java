/** Triggers that logback sets off; the one package that knows it, since it may be missing. */
@NullMarked
package io.github.threadreporter.trigger.logback;

import org.jspecify.annotations.NullMarked;
