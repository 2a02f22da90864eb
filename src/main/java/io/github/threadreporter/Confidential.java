package io.github.threadreporter;

public @interface Confidential {}
