/**
 * The second stage: what can be worked out afterwards, each step a function from dump to dump. Redaction is always the
 * last, so that nothing leaves this stage unmasked.
 */
@NullMarked
package io.github.threadreporter.enrich;

import org.jspecify.annotations.NullMarked;
