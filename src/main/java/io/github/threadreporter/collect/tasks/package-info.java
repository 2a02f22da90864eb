/**
 * Work without a thread of its own, and who waits for it. Each kind of library has a {@link
 * io.github.threadreporter.collect.tasks.TaskCollector} of its own, which knows that library by names alone: nothing of
 * it is linked to, loaded or called.
 */
@NullMarked
package io.github.threadreporter.collect.tasks;

import org.jspecify.annotations.NullMarked;
