/**
 * Spring Boot 3 and 4: a reporter that is configured, started and closed with the application. Nothing of this package is
 * loaded where Spring Boot is missing.
 */
@NullMarked
package io.github.threadreporter.spring;

import org.jspecify.annotations.NullMarked;
