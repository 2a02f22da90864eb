package io.github.threadreporter.model;

/**
 * Who can wait and be waited for: a thread, or a task that has none of its own.
 *
 * @param kind which of the two
 * @param id the thread's id in digits, or the {@linkplain Task#id() id of the task}
 */
public record Node(Kind kind, String id) {

    /** What a node is. */
    public enum Kind {
        THREAD,
        TASK
    }

    public static Node thread(long id) {
        return new Node(Kind.THREAD, Long.toString(id));
    }

    public static Node task(String id) {
        return new Node(Kind.TASK, id);
    }

    public boolean isThread() {
        return kind == Kind.THREAD;
    }

    /**
     * The id of the thread.
     *
     * @throws NumberFormatException if it is a task
     */
    public long threadId() {
        return Long.parseLong(id);
    }
}
