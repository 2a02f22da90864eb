/** Captures by hand: JMX, HTTP, a signal, a file. What is not there in this JVM is told and done without. */
@NullMarked
package io.github.threadreporter.trigger.remote;

import org.jspecify.annotations.NullMarked;
