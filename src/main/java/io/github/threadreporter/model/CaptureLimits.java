package io.github.threadreporter.model;

import java.util.List;

/**
 * Every limit of the product in one immutable value: whatever is kept, cut, waited for or sent is bounded by one of
 * these, and what a limit cuts is counted in the {@linkplain Account account} of the dump. Thread-safe.
 */
public final class CaptureLimits {

    /** The defaults. */
    public static final CaptureLimits DEFAULTS = builder().build();

    private static final List<String> NAMES = List.of(
            "threads",
            "framesPerStack",
            "textLength",
            "entries",
            "collectMillis",
            "sourceLines",
            "sourceLineLength",
            "sourceCacheChars",
            "sourceFileChars",
            "eventBytes",
            "events",
            "attachmentBytes",
            "window",
            "deliveryMillis",
            "closeMillis",
            "pendingCaptures");

    private final int threads;
    private final int framesPerStack;
    private final int textLength;
    private final int entries;
    private final int collectMillis;
    private final int sourceLines;
    private final int sourceLineLength;
    private final int sourceCacheChars;
    private final int sourceFileChars;
    private final int eventBytes;
    private final int events;
    private final int attachmentBytes;
    private final int window;
    private final int deliveryMillis;
    private final int closeMillis;
    private final int pendingCaptures;

    private CaptureLimits(Builder builder) {
        this.threads = builder.threads;
        this.framesPerStack = builder.framesPerStack;
        this.textLength = builder.textLength;
        this.entries = builder.entries;
        this.collectMillis = builder.collectMillis;
        this.sourceLines = builder.sourceLines;
        this.sourceLineLength = builder.sourceLineLength;
        this.sourceCacheChars = builder.sourceCacheChars;
        this.sourceFileChars = builder.sourceFileChars;
        this.eventBytes = builder.eventBytes;
        this.events = builder.events;
        this.attachmentBytes = builder.attachmentBytes;
        this.window = builder.window;
        this.deliveryMillis = builder.deliveryMillis;
        this.closeMillis = builder.closeMillis;
        this.pendingCaptures = builder.pendingCaptures;
    }

    /** The names of all limits, in the order of this class. */
    public static List<String> names() {
        return NAMES;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Most threads in one dump; further virtual threads are counted only. Default 200,000. */
    public int threads() {
        return threads;
    }

    /** Most frames kept of one stack, newest first. Default 512. */
    public int framesPerStack() {
        return framesPerStack;
    }

    /** Longest text value kept (MDC value, tag, scoped value), in characters. Default 1,024. */
    public int textLength() {
        return textLength;
    }

    /** Most entries kept of one map of a thread (MDC, tags, scoped values). Default 64. */
    public int entries() {
        return entries;
    }

    /** Longest time in milliseconds for reading threads one at a time; the rest is counted only. Also the longest wait for the JVM's own dump of virtual threads. Default 10,000. */
    public int collectMillis() {
        return collectMillis;
    }

    /** Source lines shown before and after the line of a frame. Default 5. */
    public int sourceLines() {
        return sourceLines;
    }

    /** Longest source line kept, in characters. Default 256. */
    public int sourceLineLength() {
        return sourceLineLength;
    }

    /** Size of the cache of source lines that were shown, in characters. Default 8,388,608. */
    public int sourceCacheChars() {
        return sourceCacheChars;
    }

    /** Largest source file read, in characters. Default 2,097,152. */
    public int sourceFileChars() {
        return sourceFileChars;
    }

    /** Largest event, as uncompressed JSON in bytes. Sentry rejects an event above 1 MiB, and the SDK adds its own contexts to ours. Default 921,600. */
    public int eventBytes() {
        return eventBytes;
    }

    /** Most events of one captureEach; the rest goes into one summary event. Default 50. */
    public int events() {
        return events;
    }

    /** Largest attachment, compressed, in bytes; 0 sends none. Default 10,485,760. */
    public int attachmentBytes() {
        return attachmentBytes;
    }

    /** Most events handed to the SDK and not yet acknowledged. Below the SDK's own queue of 30, so that the application's errors find room. Default 16. */
    public int window() {
        return window;
    }

    /** Longest time in milliseconds from handing over the first event of a capture to the end of its last delivery. Default 30,000. */
    public int deliveryMillis() {
        return deliveryMillis;
    }

    /** Longest time in milliseconds that closing waits for captures in flight. Default 5,000. */
    public int closeMillis() {
        return closeMillis;
    }

    /** Most captures waiting to be converted and sent; a further one is dropped and counted. Default 4. */
    public int pendingCaptures() {
        return pendingCaptures;
    }

    /** Sets single limits; everything else keeps its default. Not thread-safe. */
    public static final class Builder {
        private int threads = 200_000;
        private int framesPerStack = 512;
        private int textLength = 1_024;
        private int entries = 64;
        private int collectMillis = 10_000;
        private int sourceLines = 5;
        private int sourceLineLength = 256;
        private int sourceCacheChars = 8_388_608;
        private int sourceFileChars = 2_097_152;
        private int eventBytes = 921_600;
        private int events = 50;
        private int attachmentBytes = 10_485_760;
        private int window = 16;
        private int deliveryMillis = 30_000;
        private int closeMillis = 5_000;
        private int pendingCaptures = 4;

        private Builder() {}

        /** From 1 to 10,000,000. */
        public Builder threads(int value) {
            threads = inRange("threads", value, 1, 10_000_000);
            return this;
        }

        /** From 1 to 65,536. */
        public Builder framesPerStack(int value) {
            framesPerStack = inRange("framesPerStack", value, 1, 65_536);
            return this;
        }

        /** From 16 to 65,536. */
        public Builder textLength(int value) {
            textLength = inRange("textLength", value, 16, 65_536);
            return this;
        }

        /** From 1 to 4,096. */
        public Builder entries(int value) {
            entries = inRange("entries", value, 1, 4_096);
            return this;
        }

        /** From 1 to 600,000. */
        public Builder collectMillis(int value) {
            collectMillis = inRange("collectMillis", value, 1, 600_000);
            return this;
        }

        /** From 0 to 50. */
        public Builder sourceLines(int value) {
            sourceLines = inRange("sourceLines", value, 0, 50);
            return this;
        }

        /** From 16 to 4,096. */
        public Builder sourceLineLength(int value) {
            sourceLineLength = inRange("sourceLineLength", value, 16, 4_096);
            return this;
        }

        /** From 0 to 268,435,456. */
        public Builder sourceCacheChars(int value) {
            sourceCacheChars = inRange("sourceCacheChars", value, 0, 268_435_456);
            return this;
        }

        /** From 1,024 to 67,108,864. */
        public Builder sourceFileChars(int value) {
            sourceFileChars = inRange("sourceFileChars", value, 1_024, 67_108_864);
            return this;
        }

        /** From 65,536 to 1,048,576. */
        public Builder eventBytes(int value) {
            eventBytes = inRange("eventBytes", value, 65_536, 1_048_576);
            return this;
        }

        /** From 1 to 10,000. */
        public Builder events(int value) {
            events = inRange("events", value, 1, 10_000);
            return this;
        }

        /** From 0 to 20,971,520. */
        public Builder attachmentBytes(int value) {
            attachmentBytes = inRange("attachmentBytes", value, 0, 20_971_520);
            return this;
        }

        /** From 1 to 1,024. */
        public Builder window(int value) {
            window = inRange("window", value, 1, 1_024);
            return this;
        }

        /** From 1 to 3,600,000. */
        public Builder deliveryMillis(int value) {
            deliveryMillis = inRange("deliveryMillis", value, 1, 3_600_000);
            return this;
        }

        /** From 0 to 600,000. */
        public Builder closeMillis(int value) {
            closeMillis = inRange("closeMillis", value, 0, 600_000);
            return this;
        }

        /** From 1 to 1,024. */
        public Builder pendingCaptures(int value) {
            pendingCaptures = inRange("pendingCaptures", value, 1, 1_024);
            return this;
        }

        /**
         * Sets a limit by its name, as configuration does.
         *
         * @throws IllegalArgumentException if there is no such limit or the value is out of its range
         */
        public Builder set(String name, int value) {
            return switch (name) {
                case "threads" -> threads(value);
                case "framesPerStack" -> framesPerStack(value);
                case "textLength" -> textLength(value);
                case "entries" -> entries(value);
                case "collectMillis" -> collectMillis(value);
                case "sourceLines" -> sourceLines(value);
                case "sourceLineLength" -> sourceLineLength(value);
                case "sourceCacheChars" -> sourceCacheChars(value);
                case "sourceFileChars" -> sourceFileChars(value);
                case "eventBytes" -> eventBytes(value);
                case "events" -> events(value);
                case "attachmentBytes" -> attachmentBytes(value);
                case "window" -> window(value);
                case "deliveryMillis" -> deliveryMillis(value);
                case "closeMillis" -> closeMillis(value);
                case "pendingCaptures" -> pendingCaptures(value);
                default -> throw new IllegalArgumentException(name + ": there is no such limit");
            };
        }

        public CaptureLimits build() {
            return new CaptureLimits(this);
        }

        private static int inRange(String name, int value, int least, int most) {
            if (value < least || value > most) {
                throw new IllegalArgumentException(name + ": " + value + " is not between " + least + " and " + most);
            }
            return value;
        }
    }
}
