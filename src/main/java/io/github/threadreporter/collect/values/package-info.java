/**
 * Objects of the application as bounded, finished values, read by their fields. No code of the application is called,
 * and no lock is taken.
 */
@NullMarked
package io.github.threadreporter.collect.values;

import org.jspecify.annotations.NullMarked;
