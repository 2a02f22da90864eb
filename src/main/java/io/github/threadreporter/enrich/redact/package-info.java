/** Secrets out of a dump: by name, by known value, by form. Always the last step of enriching. */
@NullMarked
package io.github.threadreporter.enrich.redact;

import org.jspecify.annotations.NullMarked;
