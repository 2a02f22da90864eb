/** What went before: cheap looks at what threads do, kept in little memory. */
@NullMarked
package io.github.threadreporter.blackbox;

import org.jspecify.annotations.NullMarked;
