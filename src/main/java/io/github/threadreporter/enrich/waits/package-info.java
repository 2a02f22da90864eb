/**
 * Who waits for whom: one graph over threads, tasks and what they wait for, the deadlocks in it, and the ways through it.
 * Everything here is linear in threads, tasks, resources and holders together.
 */
@NullMarked
package io.github.threadreporter.enrich.waits;

import org.jspecify.annotations.NullMarked;
