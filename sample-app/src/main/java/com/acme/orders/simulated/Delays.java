package com.acme.orders.simulated;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who or what has to wait, and how. Thread-safe. */
public final class Delays {

    private final Map<String, Runnable> delays = new ConcurrentHashMap<>();

    /** From now on each call about {@code key} runs {@code delay} before it is answered. */
    public void delay(String key, Runnable delay) {
        delays.put(key, delay);
    }

    /** Calls about {@code key} are answered at once again; those that wait already are not touched. */
    public void answerAtOnce(String key) {
        delays.remove(key);
    }

    void beforeAnswer(String key) {
        Runnable delay = delays.get(key);
        if (delay != null) {
            delay.run();
        }
    }
}
