/** What can be worked out from a dump afterwards: source lines, groups, deadlocks, the culprit, and last the redaction. */
@NullMarked
package io.github.threadreporter.enrich;

import org.jspecify.annotations.NullMarked;
