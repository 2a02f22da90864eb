/**
 * What can be worked out after the threads were collected: which frames are the application's, their source lines, who
 * waits for whom, which stacks are equal, and last of all redaction.
 *
 * <p>Every step is a {@code UnaryOperator<ThreadDump>}: it reads a finished dump and returns another one, holds no lock
 * that code of the application can hold, and never throws because of what a dump or a disk holds. What a step could not
 * do, or had to cut, is in the {@linkplain io.github.threadreporter.model.Account account} of the dump it returns.
 */
@NullMarked
package io.github.threadreporter.enrich;

import org.jspecify.annotations.NullMarked;
