@NullMarked
package io.github.threadreporter.collect.values;

import org.jspecify.annotations.NullMarked;
