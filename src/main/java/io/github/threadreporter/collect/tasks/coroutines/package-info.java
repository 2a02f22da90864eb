/**
 * Finds Kotlin coroutines by the fields of their objects: suspended continuations, the jobs they belong to, and what they
 * wait for. Nothing of Kotlin is linked to or called.
 */
@NullMarked
package io.github.threadreporter.collect.tasks.coroutines;

import org.jspecify.annotations.NullMarked;
