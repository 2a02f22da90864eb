/** Requests of servlet containers ({@code jakarta.servlet}, which the application brings along). */
@NullMarked
package io.github.threadreporter.servlet;

import org.jspecify.annotations.NullMarked;
