package io.github.threadreporter.blackbox;

import io.github.threadreporter.model.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The newest frames of a thread, shared by all threads that have the same. The place where it stands is what tells whether a
 * thread has moved: its newest frames of the application by class and method, or its newest frames where none is.
 */
final class Stack {

    /** So many frames make a place. */
    static final int PLACE = 8;

    private static final int FIXED_BYTES = 40 + 24 + 16 + 16 + 40;
    private static final int BYTES_A_FRAME = 8;

    private final List<Spot> spots;
    private final List<StackTraceElement> elements;
    private final List<Spot> place;
    private final boolean inApp;
    private final boolean cut;
    private final int hash;

    /** @param cut whether there may be older frames */
    Stack(List<Spot> spots, boolean cut) {
        this.spots = List.copyOf(spots);
        this.elements = this.spots.stream().map(Spot::element).toList();
        List<Spot> own = newest(this.spots.stream().filter(Spot::inApp).toList());
        this.inApp = !own.isEmpty();
        this.place = inApp ? own : newest(this.spots);
        this.cut = cut;
        int sum = 1;
        for (Spot spot : this.spots) {
            sum = 31 * sum + System.identityHashCode(spot);
        }
        this.hash = sum;
    }

    private static List<Spot> newest(List<Spot> spots) {
        return List.copyOf(spots.subList(0, Math.min(PLACE, spots.size())));
    }

    List<Spot> spots() {
        return spots;
    }

    List<StackTraceElement> elements() {
        return elements;
    }

    boolean inApp() {
        return inApp;
    }

    /** Its newest frame of the application. Only where {@link #inApp()}. */
    Spot newest() {
        return place.get(0);
    }

    /** Whether a thread that stood there and stands here has not moved, as far as is seen of both. */
    boolean samePlace(Stack other) {
        if (cut && other.spots.size() > spots.size()) {
            return other.newest(spots.size()).samePlace(this);
        }
        if (other.cut && spots.size() > other.spots.size()) {
            return newest(other.spots.size()).samePlace(other);
        }
        int both = Math.min(place.size(), other.place.size());
        // Where library frames come on top, the oldest of the application's are no longer seen.
        boolean maybeMore = both > 0 && (place.size() < other.place.size() ? cut : other.cut);
        boolean comparable = place.size() == other.place.size() || maybeMore;
        if (inApp != other.inApp || !comparable) {
            return false;
        }
        for (int i = 0; i < both; i++) {
            if (!place.get(i).sameMethod(other.place.get(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether a thread that was captured stands there: its newest frames of the application are of the same methods, as
     * far as both are known; or, where none is of the application, its newest frames. Those of lambda classes do not count:
     * not every way to look at a thread shows them.
     */
    boolean isPlaceOf(List<Frame> captured, Predicate<String> isInApp) {
        List<Frame> here = place.stream()
                .map(spot -> Frame.of(spot.element()))
                .filter(frame -> !isLambda(frame))
                .toList();
        List<Frame> there = captured.stream()
                .filter(frame -> !isLambda(frame) && (!inApp || isInApp.test(frame.className())))
                .limit(here.size())
                .toList();
        for (int i = 0; i < there.size(); i++) {
            if (!here.get(i).className().equals(there.get(i).className())
                    || !here.get(i).method().equals(there.get(i).method())) {
                return false;
            }
        }
        return !there.isEmpty();
    }

    private static boolean isLambda(Frame frame) {
        return frame.className().contains("$$Lambda");
    }

    /** The same with fewer frames. */
    Stack newest(int depth) {
        return spots.size() <= depth ? this : new Stack(new ArrayList<>(spots.subList(0, depth)), true);
    }

    long bytes() {
        return FIXED_BYTES + (long) BYTES_A_FRAME * spots.size() + 4L * place.size() + 40;
    }

    /** Spots are there once, so the same frames are the same objects. */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object object) {
        if (!(object instanceof Stack other) || other.hash != hash || other.spots.size() != spots.size()) {
            return false;
        }
        for (int i = 0; i < spots.size(); i++) {
            if (spots.get(i) != other.spots.get(i)) {
                return false;
            }
        }
        return other.cut == cut;
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
