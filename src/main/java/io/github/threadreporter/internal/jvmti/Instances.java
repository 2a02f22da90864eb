package io.github.threadreporter.internal.jvmti;

import java.util.List;

/**
 * What one walk over the heap found. Holds live objects of the application: read from them at once and let it go.
 *
 * @param objects in no order
 * @param left how many were passed over because there were too many
 * @param nanos wall time of the call that stops all threads
 * @param error 0, or the error of JVMTI that ended the walk: then there are no objects
 */
public record Instances(List<Object> objects, long left, long nanos, int error) {}
