/**
 * The native library: found, checked, loaded, and called. Everything here may be missing; then {@link
 * io.github.threadreporter.internal.jvmti.Jvmti#load()} says why. Knows only {@code java.*} and, of the package above,
 * {@code FieldAccess} and {@code LoadedClasses}.
 */
@NullMarked
package io.github.threadreporter.internal.jvmti;

import org.jspecify.annotations.NullMarked;
