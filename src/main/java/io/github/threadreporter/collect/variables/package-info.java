/**
 * Local variables: which frames show them, what their slots held, and what they are called.
 *
 * <p>Three views of one thread have to agree before a variable is shown: the stack that is shown, the JVM's own frames
 * with method and bytecode index, and the place where the value was found.
 */
@NullMarked
package io.github.threadreporter.collect.variables;

import org.jspecify.annotations.NullMarked;
