/**
 * A Sentry for one process and its developer: takes envelopes on a normal DSN, keeps them in bounded memory, and shows
 * captures on one page. Listens on loopback only.
 */
@NullMarked
package io.github.threadreporter.receiver;

import org.jspecify.annotations.NullMarked;
