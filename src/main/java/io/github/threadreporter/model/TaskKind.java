package io.github.threadreporter.model;

/** What a task is. */
public enum TaskKind {
    /** A Kotlin coroutine. */
    COROUTINE("coroutine"),
    /** A future with what is to happen when it is complete. */
    FUTURE("future"),
    /** Waits in the queue of an executor, or is run by it. */
    JOB("job"),
    /** Waits for its time in the queue of a scheduler. */
    SCHEDULED("scheduled job"),
    /** Part of a structured task scope. */
    SUBTASK("subtask"),
    /** A reactive stream in flight. */
    STREAM("stream");

    private final String label;

    TaskKind(String label) {
        this.label = label;
    }

    /** In words. */
    public String label() {
        return label;
    }
}
