/**
 * The first stage: what is gone a millisecond later. Stacks, locks and each thread's own context, in one short pause
 * or none, calling no code of the application and taking no lock that it can hold.
 */
@NullMarked
package io.github.threadreporter.collect;

import org.jspecify.annotations.NullMarked;
