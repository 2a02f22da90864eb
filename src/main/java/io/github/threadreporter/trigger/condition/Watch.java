package io.github.threadreporter.trigger.condition;

/** A section of code that should not take long. */
public interface Watch extends AutoCloseable {

    /** The section has ended. */
    @Override
    void close();
}
