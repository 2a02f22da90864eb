/** What can be wrong with a JVM for a while: each condition looks for one kind of trouble, and says who is in it. */
@NullMarked
package io.github.threadreporter.trigger.condition;

import org.jspecify.annotations.NullMarked;
