package io.github.threadreporter.model;

import java.util.Locale;

/** What {@link CaptureLimits} consists of: for each limit its name, default and range. */
enum Limit {
    THREADS(200_000, 1, 10_000_000),
    FRAMES_PER_STACK(512, 1, 65_536),
    TEXT_LENGTH(1_024, 16, 65_536),
    ENTRIES(64, 1, 4_096),
    COLLECT_MILLIS(10_000, 1, 600_000),
    SOURCE_LINES(5, 0, 50),
    SOURCE_LINE_LENGTH(256, 16, 4_096),
    SOURCE_CACHE_CHARS(8_388_608, 0, 268_435_456),
    SOURCE_FILE_CHARS(2_097_152, 1_024, 67_108_864),
    EVENT_BYTES(921_600, 65_536, 1_048_576),
    EVENTS(50, 1, 10_000),
    ATTACHMENT_BYTES(10_485_760, 0, 20_971_520),
    WINDOW(16, 1, 1_024),
    DELIVERY_MILLIS(30_000, 1, 3_600_000),
    CLOSE_MILLIS(5_000, 0, 600_000),
    PENDING_CAPTURES(4, 1, 1_024),
    VARIABLE_FRAMES(50, 0, 512),
    VARIABLE_TEXT(256, 16, 65_536),
    VARIABLE_ITEMS(16, 1, 1_000),
    VARIABLE_FIELDS(32, 1, 1_000),
    VARIABLE_DEPTH(4, 1, 5),
    VARIABLE_BYTES(2_048, 64, 2_048),
    VARIABLE_OBJECTS(4_096, 16, 16_384),
    VARIABLE_TOTAL_BYTES(4_194_304, 65_536, 268_435_456),
    VARIABLE_MILLIS(250, 1, 60_000),
    VARIABLE_PAUSE_MILLIS(200, 0, 60_000),
    VARIABLE_THREADS(1_000, 1, 100_000),
    LOCAL_READS(1_000, 0, 100_000),
    LOCAL_READ_MILLIS(100, 1, 10_000),
    CLASS_FILE_BYTES(4_194_304, 0, 268_435_456),
    CLASS_FILE_MILLIS(2_000, 1, 600_000),
    TASKS(100_000, 1, 1_000_000),
    TASK_MILLIS(250, 1, 60_000),
    HEAP_WALK_MILLIS(500, 1, 60_000);

    final int standard;
    private final int least;
    private final int most;

    Limit(int standard, int least, int most) {
        this.standard = standard;
        this.least = least;
        this.most = most;
    }

    /** {@code eventBytes}: the name in configuration, of the accessor and of the builder's method. */
    String key() {
        StringBuilder key = new StringBuilder();
        for (String word : name().split("_", -1)) {
            key.append(
                    key.isEmpty()
                            ? word.toLowerCase(Locale.ROOT)
                            : word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT));
        }
        return key.toString();
    }

    int checked(int value) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(key() + ": " + value + " is not between " + least + " and " + most);
        }
        return value;
    }

    /** The limit of that name. */
    static Limit of(String key) {
        for (Limit limit : values()) {
            if (limit.key().equals(key)) {
                return limit;
            }
        }
        throw new IllegalArgumentException(key + ": there is no such limit");
    }
}
