package io.github.threadreporter.collect.values;

public interface ValueRenderer {
    Class<?> type();

    String render(Object value) throws Exception;
}
