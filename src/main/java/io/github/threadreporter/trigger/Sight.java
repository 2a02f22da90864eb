package io.github.threadreporter.trigger;

import io.github.threadreporter.model.Standing;
import java.time.Instant;
import java.util.List;

/**
 * What conditions are told at each check.
 *
 * @param at when the check takes place
 * @param nanos the same by a clock like {@link System#nanoTime()}
 * @param threads every platform thread of the application as the black box saw it last, and empty before its first look; the
 *     same list as before where it has not looked since
 */
public record Sight(Instant at, long nanos, List<Standing> threads) {

    public Sight {
        threads = List.copyOf(threads); // which keeps what cannot be changed
    }
}
