package io.github.threadreporter.trigger;

import java.util.List;

/**
 * Something that can be wrong with a JVM for a while. Asked again and again, about once a second, by one thread; it answers
 * from what it sees now and remembers what it needs from the asks before. It knows nothing of incidents, limits of
 * events or captures.
 */
public interface Condition {

    /**
     * What is wrong now; empty where nothing is. What lasts is told each time, under the same {@link Symptom#key()}.
     *
     * <p>Takes no lock that an application's code can hold, calls nothing of the application and logs nothing. What costs
     * more than some ten microseconds is paced by the condition itself.
     *
     * @param sight what the black box saw last; it may be the same as the time before
     */
    List<Symptom> check(Sight sight);
}
