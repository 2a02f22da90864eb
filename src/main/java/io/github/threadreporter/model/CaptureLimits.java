package io.github.threadreporter.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Every limit of the product in one immutable value: whatever is kept, cut, waited for or sent is bounded by one of
 * these, and what a limit cuts is counted in the {@linkplain Account account} of the dump. Thread-safe.
 */
public final class CaptureLimits {

    /** The defaults. */
    public static final CaptureLimits DEFAULTS = builder().build();

    private static final List<String> NAMES = allNames();

    private final Map<Limit, Integer> values;

    private static List<String> allNames() {
        List<String> names = new ArrayList<>();
        for (Limit limit : Limit.values()) {
            names.add(limit.key());
        }
        return List.copyOf(names);
    }

    private CaptureLimits(Map<Limit, Integer> values) {
        this.values = values;
    }

    /** The names of all limits, in the order of this class. */
    public static List<String> names() {
        return NAMES;
    }

    public static Builder builder() {
        return new Builder();
    }

    private int get(Limit limit) {
        return values.getOrDefault(limit, limit.standard);
    }

    /** Most threads in one dump; further virtual threads are counted only. Default 200,000. */
    public int threads() {
        return get(Limit.THREADS);
    }

    /** Most frames kept of one stack, newest first. Default 512. */
    public int framesPerStack() {
        return get(Limit.FRAMES_PER_STACK);
    }

    /** Longest text value kept (MDC value, tag, scoped value), in characters. Default 1,024. */
    public int textLength() {
        return get(Limit.TEXT_LENGTH);
    }

    /** Most entries kept of one map of a thread (MDC, tags, scoped values). Default 64. */
    public int entries() {
        return get(Limit.ENTRIES);
    }

    /** Longest time in milliseconds for reading threads one at a time; the rest is counted only. Also the longest wait for the JVM's own dump of virtual threads. Default 10,000. */
    public int collectMillis() {
        return get(Limit.COLLECT_MILLIS);
    }

    /** Source lines shown before and after the line of a frame. Default 5. */
    public int sourceLines() {
        return get(Limit.SOURCE_LINES);
    }

    /** Longest source line kept, in characters. Default 256. */
    public int sourceLineLength() {
        return get(Limit.SOURCE_LINE_LENGTH);
    }

    /** Size of the cache of source lines that were shown, in characters. Default 8,388,608. */
    public int sourceCacheChars() {
        return get(Limit.SOURCE_CACHE_CHARS);
    }

    /** Largest source file read, in characters. Default 2,097,152. */
    public int sourceFileChars() {
        return get(Limit.SOURCE_FILE_CHARS);
    }

    /** Largest event, as uncompressed JSON in bytes. Sentry rejects an event above 1 MiB, and the SDK adds its own contexts to ours. Default 921,600. */
    public int eventBytes() {
        return get(Limit.EVENT_BYTES);
    }

    /** Most events of one captureEach; the rest goes into one summary event. Default 50. */
    public int events() {
        return get(Limit.EVENTS);
    }

    /** Largest attachment, compressed, in bytes; 0 sends none. Default 10,485,760. */
    public int attachmentBytes() {
        return get(Limit.ATTACHMENT_BYTES);
    }

    /** Most events handed to the SDK and not yet acknowledged. Below the SDK's own queue of 30, so that the application's errors find room. Default 16. */
    public int window() {
        return get(Limit.WINDOW);
    }

    /** Longest time in milliseconds from handing over the first event of a capture to the end of its last delivery. Default 30,000. */
    public int deliveryMillis() {
        return get(Limit.DELIVERY_MILLIS);
    }

    /** Longest time in milliseconds that closing waits for captures in flight. Default 5,000. */
    public int closeMillis() {
        return get(Limit.CLOSE_MILLIS);
    }

    /** Most captures waiting to be converted and sent; a further one is dropped and counted. Default 4. */
    public int pendingCaptures() {
        return get(Limit.PENDING_CAPTURES);
    }

    /** Most frames of one stack that show variables, those of the application first. Sentry keeps the variables of 50. Default 50. */
    public int variableFrames() {
        return get(Limit.VARIABLE_FRAMES);
    }

    /** Longest text in a variable, in characters. Default 256. */
    public int variableText() {
        return get(Limit.VARIABLE_TEXT);
    }

    /** Most items shown of a collection, a map or an array. Default 16. */
    public int variableItems() {
        return get(Limit.VARIABLE_ITEMS);
    }

    /** Most fields shown of an object. Default 32. */
    public int variableFields() {
        return get(Limit.VARIABLE_FIELDS);
    }

    /** How deep values are shown: 1 shows a variable without what is inside. Sentry keeps 5. Default 4. */
    public int variableDepth() {
        return get(Limit.VARIABLE_DEPTH);
    }

    /** Most bytes of all values of one frame, as Sentry counts them; it drops what is above 2,048. Default 2,048. */
    public int variableBytes() {
        return get(Limit.VARIABLE_BYTES);
    }

    /** Most objects taken off the stacks in one capture. The time to find them grows with the square. Default 4,096. */
    public int variableObjects() {
        return get(Limit.VARIABLE_OBJECTS);
    }

    /** Most bytes of all values of one capture. Default 4,194,304. */
    public int variableTotalBytes() {
        return get(Limit.VARIABLE_TOTAL_BYTES);
    }

    /** Longest time in milliseconds for reading objects into text; it holds the calling thread alone. Default 250. */
    public int variableMillis() {
        return get(Limit.VARIABLE_MILLIS);
    }

    /** Longest pause in milliseconds that variables may cost, as estimated before it is taken; 0 takes none. Above it a capture leaves them out and says so. Default 200. */
    public int variablePauseMillis() {
        return get(Limit.VARIABLE_PAUSE_MILLIS);
    }

    /** Most virtual threads whose variables are read in one capture, one of each distinct stack first. Default 1,000. */
    public int variableThreads() {
        return get(Limit.VARIABLE_THREADS);
    }

    /** Most variables read one by one in one capture, where the JVM was started with our -agentpath. Default 1,000. */
    public int localReads() {
        return get(Limit.LOCAL_READS);
    }

    /** Longest time in milliseconds for reading variables one by one. Default 100. */
    public int localReadMillis() {
        return get(Limit.LOCAL_READ_MILLIS);
    }

    /** Size of the cache of names and scopes of variables, in bytes. Default 4,194,304. */
    public int classFileBytes() {
        return get(Limit.CLASS_FILE_BYTES);
    }

    /** Longest time in milliseconds that one capture waits for class files, from which the names of variables come. Default 2,000. */
    public int classFileMillis() {
        return get(Limit.CLASS_FILE_MILLIS);
    }

    /** Most tasks without a thread in one dump; further ones are counted only. Default 100,000. */
    public int tasks() {
        return get(Limit.TASKS);
    }

    /** Longest time in milliseconds for finding tasks; it holds the calling thread alone. Further ones are counted only. Default 250. */
    public int taskMillis() {
        return get(Limit.TASK_MILLIS);
    }

    /** Longest pause in milliseconds that a walk over the heap may cost, as estimated before it is taken, where it is asked for. Above it a capture leaves it out and says so. Default 500. */
    public int heapWalkMillis() {
        return get(Limit.HEAP_WALK_MILLIS);
    }

    /**
     * Sets single limits; everything else keeps its default. Every method throws IllegalArgumentException naming the
     * limit and its range. Not thread-safe.
     */
    public static final class Builder {

        private final Map<Limit, Integer> values = new EnumMap<>(Limit.class);

        private Builder() {}

        /** From 1 to 10,000,000. */
        public Builder threads(int value) {
            return set(Limit.THREADS, value);
        }

        /** From 1 to 65,536. */
        public Builder framesPerStack(int value) {
            return set(Limit.FRAMES_PER_STACK, value);
        }

        /** From 16 to 65,536. */
        public Builder textLength(int value) {
            return set(Limit.TEXT_LENGTH, value);
        }

        /** From 1 to 4,096. */
        public Builder entries(int value) {
            return set(Limit.ENTRIES, value);
        }

        /** From 1 to 600,000. */
        public Builder collectMillis(int value) {
            return set(Limit.COLLECT_MILLIS, value);
        }

        /** From 0 to 50. */
        public Builder sourceLines(int value) {
            return set(Limit.SOURCE_LINES, value);
        }

        /** From 16 to 4,096. */
        public Builder sourceLineLength(int value) {
            return set(Limit.SOURCE_LINE_LENGTH, value);
        }

        /** From 0 to 268,435,456. */
        public Builder sourceCacheChars(int value) {
            return set(Limit.SOURCE_CACHE_CHARS, value);
        }

        /** From 1,024 to 67,108,864. */
        public Builder sourceFileChars(int value) {
            return set(Limit.SOURCE_FILE_CHARS, value);
        }

        /** From 65,536 to 1,048,576. */
        public Builder eventBytes(int value) {
            return set(Limit.EVENT_BYTES, value);
        }

        /** From 1 to 10,000. */
        public Builder events(int value) {
            return set(Limit.EVENTS, value);
        }

        /** From 0 to 20,971,520. */
        public Builder attachmentBytes(int value) {
            return set(Limit.ATTACHMENT_BYTES, value);
        }

        /** From 1 to 1,024. */
        public Builder window(int value) {
            return set(Limit.WINDOW, value);
        }

        /** From 1 to 3,600,000. */
        public Builder deliveryMillis(int value) {
            return set(Limit.DELIVERY_MILLIS, value);
        }

        /** From 0 to 600,000. */
        public Builder closeMillis(int value) {
            return set(Limit.CLOSE_MILLIS, value);
        }

        /** From 1 to 1,024. */
        public Builder pendingCaptures(int value) {
            return set(Limit.PENDING_CAPTURES, value);
        }

        /** From 0 to 512. */
        public Builder variableFrames(int value) {
            return set(Limit.VARIABLE_FRAMES, value);
        }

        /** From 16 to 65,536. */
        public Builder variableText(int value) {
            return set(Limit.VARIABLE_TEXT, value);
        }

        /** From 1 to 1,000. */
        public Builder variableItems(int value) {
            return set(Limit.VARIABLE_ITEMS, value);
        }

        /** From 1 to 1,000. */
        public Builder variableFields(int value) {
            return set(Limit.VARIABLE_FIELDS, value);
        }

        /** From 1 to 5. */
        public Builder variableDepth(int value) {
            return set(Limit.VARIABLE_DEPTH, value);
        }

        /** From 64 to 2,048. */
        public Builder variableBytes(int value) {
            return set(Limit.VARIABLE_BYTES, value);
        }

        /** From 16 to 16,384. */
        public Builder variableObjects(int value) {
            return set(Limit.VARIABLE_OBJECTS, value);
        }

        /** From 65,536 to 268,435,456. */
        public Builder variableTotalBytes(int value) {
            return set(Limit.VARIABLE_TOTAL_BYTES, value);
        }

        /** From 1 to 60,000. */
        public Builder variableMillis(int value) {
            return set(Limit.VARIABLE_MILLIS, value);
        }

        /** From 0 to 60,000. */
        public Builder variablePauseMillis(int value) {
            return set(Limit.VARIABLE_PAUSE_MILLIS, value);
        }

        /** From 1 to 100,000. */
        public Builder variableThreads(int value) {
            return set(Limit.VARIABLE_THREADS, value);
        }

        /** From 0 to 100,000. */
        public Builder localReads(int value) {
            return set(Limit.LOCAL_READS, value);
        }

        /** From 1 to 10,000. */
        public Builder localReadMillis(int value) {
            return set(Limit.LOCAL_READ_MILLIS, value);
        }

        /** From 0 to 268,435,456. */
        public Builder classFileBytes(int value) {
            return set(Limit.CLASS_FILE_BYTES, value);
        }

        /** From 1 to 600,000. */
        public Builder classFileMillis(int value) {
            return set(Limit.CLASS_FILE_MILLIS, value);
        }

        /** From 1 to 1,000,000. */
        public Builder tasks(int value) {
            return set(Limit.TASKS, value);
        }

        /** From 1 to 60,000. */
        public Builder taskMillis(int value) {
            return set(Limit.TASK_MILLIS, value);
        }

        /** From 1 to 60,000. */
        public Builder heapWalkMillis(int value) {
            return set(Limit.HEAP_WALK_MILLIS, value);
        }

        /**
         * Sets a limit by its name, as configuration does.
         *
         * @throws IllegalArgumentException if there is no such limit or the value is out of its range
         */
        public Builder set(String name, int value) {
            return set(Limit.of(name), value);
        }

        private Builder set(Limit limit, int value) {
            values.put(limit, limit.checked(value));
            return this;
        }

        public CaptureLimits build() {
            return new CaptureLimits(new EnumMap<>(values));
        }
    }
}
