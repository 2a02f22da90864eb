package io.github.threadreporter.collect.values;

import java.util.Objects;

/**
 * A renderer that was asked for its type once, when it was registered: what it throws then concerns who registers it, and
 * no capture.
 */
public record FixedRenderer(Class<?> type, ValueRenderer renderer) implements ValueRenderer {

    public FixedRenderer {
        Objects.requireNonNull(type, "type of a ValueRenderer");
    }

    public static FixedRenderer of(ValueRenderer renderer) {
        return new FixedRenderer(renderer.type(), renderer);
    }

    @Override
    public String render(Object value) throws Exception {
        return renderer.render(value);
    }
}
