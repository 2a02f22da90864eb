package io.github.threadreporter.collect.values;

public interface Hiding {
    boolean hides(Class<?> type);

    boolean hides(Class<?> declaringClass, String field);
}
