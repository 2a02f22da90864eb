/**
 * The immutable middle of the pipeline: what one capture saw. Knows none of the stages and only {@code java.*}.
 *
 * <p>Everything in here is finished text and numbers: no record holds an object of the application, so a dump can be
 * kept, sent to another thread or written out long after the threads it describes are gone.
 */
@NullMarked
package io.github.threadreporter.model;

import org.jspecify.annotations.NullMarked;
