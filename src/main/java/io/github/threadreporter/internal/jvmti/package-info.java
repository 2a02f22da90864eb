/**
 * The native library: found, checked, loaded, and called. Everything here may be missing; then {@link
 * io.github.threadreporter.internal.jvmti.Jvmti#load()} says why. Knows only {@code java.*} and the {@code FieldAccess}
 * of the package above.
 */
@NullMarked
package io.github.threadreporter.internal.jvmti;

import org.jspecify.annotations.NullMarked;
