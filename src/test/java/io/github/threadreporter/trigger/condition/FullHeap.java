package io.github.threadreporter.trigger.condition;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Main class of a forked JVM: an application that uses little of its heap and makes much garbage, then one that uses most
 * of it.
 */
final class FullHeap {

    private static final int BLOCK = 16 * 1024;
    private static final Duration TIME = Duration.ofSeconds(60);
    private static final int ROUNDS = 200;

    private final Deque<byte[]> kept = new ArrayDeque<>();
    private final MemoryCondition condition = new MemoryCondition(0, 75, TIME);
    private long seconds;
    private volatile byte[] garbage = new byte[0];

    private FullHeap() {}

    public static void main(String[] arguments) {
        new FullHeap().check();
    }

    private void check() {
        long max = Runtime.getRuntime().maxMemory();
        assertThat(symptoms(max / 5, 0.0)).as("little in use").isEmpty();

        List<Symptom> told = List.of();
        for (double share = 0.6; told.isEmpty() && share < 0.97; share += 0.03) {
            try {
                told = symptoms(max, share);
            } catch (OutOfMemoryError e) {
                kept.clear();
                throw new AssertionError("nothing was told before memory was full, at " + share, e);
            }
        }
        kept.clear();
        System.out.println(told);
        assertThat(told).hasSize(1);
        assertThat(told.get(0).reason().detail()).contains("are in use after garbage collections");

        assertThat(symptoms(max / 5, 0.0)).as("little in use again").isEmpty();
    }

    /** What is told after a while in which that part of the memory is in use and garbage is made. */
    private List<Symptom> symptoms(long bytes, double share) {
        long blocks = (long) (bytes * (share == 0.0 ? 1.0 : share)) / BLOCK;
        while (kept.size() > blocks) {
            kept.removeFirst();
        }
        List<Symptom> told = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            while (kept.size() < blocks) {
                kept.addLast(new byte[BLOCK]);
            }
            for (int i = 0; i < 300; i++) {
                garbage = new byte[BLOCK];
            }
            // What has got old is not looked at for long, where there is room; and in the end it must count that a
            // concurrent collection takes what is made meanwhile for being in use, on a busy machine nearly all.
            if (round == ROUNDS / 2 || round == ROUNDS - 1) {
                System.gc();
            }
            told = condition.check(Standings.sight(Duration.ofSeconds(++seconds)));
        }
        return told;
    }
}
