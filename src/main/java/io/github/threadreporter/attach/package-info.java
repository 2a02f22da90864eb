/**
 * Other JVMs of this machine: which there are, and talking to one by HotSpot's attach protocol, in pure Java and without
 * the module jdk.attach, also into containers. Linux only. Knows only {@code java.*}.
 */
@NullMarked
package io.github.threadreporter.attach;

import org.jspecify.annotations.NullMarked;
