package io.github.threadreporter.collect.values;

/**
 * An application's own way of showing objects of a type, in place of their fields. The one exception from the rule that
 * no code of the application runs in a capture, so it is to be quick and to take no lock: it is given 20 ms for a value
 * and 100 ms a capture, on a thread of ours. A renderer that takes longer is not called again in this process. What it
 * throws is shown in place of the value.
 */
public interface ValueRenderer {

    /** The type; subclasses are shown by this renderer too. */
    Class<?> type();

    /**
     * The object as text, which is then cut and redacted like any other.
     *
     * @param value an instance of {@link #type()}; other threads may be changing it
     * @throws Exception if it cannot be shown
     */
    String render(Object value) throws Exception;
}
