package io.github.threadreporter.blackbox;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The looks as points in the order of time: each of its own while it is new, several as one later, so that a point tells of
 * a time in proportion to its age. Nothing is older than an hour. Not thread-safe.
 */
final class Timeline {

    /** So many points at most. */
    static final int POINTS = 40;

    /** The newest of them are single looks. */
    private static final int SINGLE = 12;

    private static final long OLDEST_NANOS = TimeUnit.HOURS.toNanos(1);

    private final List<Point> points = new ArrayList<>();
    private int most = POINTS;

    void add(Point point) {
        points.add(point);
        while (points.size() > 1 && point.to() - points.get(0).to() > OLDEST_NANOS) {
            points.remove(0);
        }
        thin();
    }

    private void thin() {
        while (points.size() > most) {
            int least = 0;
            double leastShare = Double.MAX_VALUE;
            long now = points.get(points.size() - 1).to();
            for (int i = 0; i + 1 < points.size() - Math.min(SINGLE, most / 2); i++) {
                Point one = points.get(i);
                Point next = points.get(i + 1);
                double share = (double) (next.to() - one.from()) / (now - next.to() + 1);
                if (share < leastShare) {
                    leastShare = share;
                    least = i;
                }
            }
            points.set(least, points.get(least).plus(points.get(least + 1)));
            points.remove(least + 1);
        }
    }

    List<Point> points() {
        return points;
    }

    /** Lets go of half of what it may keep; false where that is little already. */
    boolean shrink() {
        if (most <= 5) {
            return false;
        }
        most /= 2;
        thin();
        return true;
    }

    boolean isReduced() {
        return most < POINTS;
    }

    void grow() {
        most = Math.min(POINTS, most * 2);
    }

    long bytes() {
        long sum = 0;
        for (Point point : points) {
            sum += point.bytes();
        }
        return sum;
    }
}
