package io.github.threadreporter;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Hides a field, a parameter, or all instances of a type from captures: {@code [masked]} is shown in their place, and
 * nothing of them is kept. It is found in the class file, so a class of which there is none (made at run time) cannot be
 * marked.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.FIELD, ElementType.TYPE, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface Confidential {}
