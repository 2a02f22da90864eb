package io.github.threadreporter.blackbox;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Every frame and every stack once, and how much memory they take. Not thread-safe. */
final class Stacks {

    /** An entry of a table, two strings. */
    private static final int CLASS_BYTES = 40 + 2 * 48;

    private final Predicate<String> inApp;
    private Map<String, Boolean> classes = new HashMap<>();
    private Map<StackTraceElement, Spot> spots = new HashMap<>();
    private Map<Stack, Stack> stacks = new HashMap<>();
    private long bytes;

    Stacks(Predicate<String> inApp) {
        this.inApp = inApp;
    }

    /** @param depth how many frames were asked for: where that many are there, there may be more */
    Stack of(List<StackTraceElement> frames, int depth) {
        List<Spot> seen = new ArrayList<>(Math.min(frames.size(), depth));
        for (int i = 0; i < Math.min(frames.size(), depth); i++) {
            seen.add(spot(frames.get(i)));
        }
        return kept(new Stack(seen, frames.size() >= depth));
    }

    private Spot spot(StackTraceElement frame) {
        Spot known = spots.get(frame);
        if (known == null) {
            known = Spot.of(frame, isInApp(frame.getClassName()));
            keep(known);
        }
        return known;
    }

    /** Of a class by its name. */
    boolean isInApp(String className) {
        Boolean known = classes.get(className);
        return known == null ? inApp.test(className) : known;
    }

    private void keep(Spot spot) {
        StackTraceElement element = spot.element();
        if (spots.putIfAbsent(element, spot) == null) {
            bytes += spot.bytes();
            if (classes.putIfAbsent(element.getClassName(), spot.inApp()) == null) {
                String file = element.getFileName();
                bytes += CLASS_BYTES + element.getClassName().length() + (file == null ? 0 : file.length());
            }
        }
    }

    private Stack kept(Stack stack) {
        Stack known = stacks.putIfAbsent(stack, stack);
        if (known != null) {
            return known;
        }
        bytes += stack.bytes();
        return stack;
    }

    /** Shortens the stacks of these threads. */
    void shorten(Collection<Track> tracks, int depth) {
        for (Track track : tracks) {
            track.stack(kept(track.stack().newest(depth)));
        }
    }

    /** Lets go of all that neither these threads nor these points need. */
    void keepOnly(Collection<Track> tracks, Collection<Spot> others) {
        spots = new HashMap<>(); // tables that have grown do not shrink
        classes = new HashMap<>();
        stacks = new HashMap<>();
        bytes = 0;
        for (Track track : tracks) {
            Stack stack = track.stack();
            stack.spots().forEach(this::keep);
            kept(stack);
        }
        others.forEach(this::keep);
    }

    long bytes() {
        return bytes;
    }
}
