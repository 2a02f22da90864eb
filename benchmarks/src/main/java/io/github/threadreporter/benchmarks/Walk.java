package io.github.threadreporter.benchmarks;

/**
 * Stacks of a chosen depth and course. A course is a number of which each level takes three bits to choose the method
 * that it goes through, so threads of different courses stand at different places and share frames all the same, as
 * the threads of a service do.
 */
final class Walk {

    /** Of those that wait: one of {@link Fleet}, two or more of the JDK. */
    private static final int FRAMES_OF_THE_END = 3;

    private static final int FRAMES_OF_A_LEVEL = 2;

    private final Runnable end;

    private Walk(Runnable end) {
        this.end = end;
    }

    /** Calls {@code end} when about that many frames are on the stack. */
    static void to(int frames, long course, Runnable end) {
        int present = new Throwable().getStackTrace().length;
        int levels = Math.max(0, frames - present - FRAMES_OF_THE_END) / FRAMES_OF_A_LEVEL;
        new Walk(end).next(levels, course);
    }

    private void next(int levels, long course) {
        if (levels == 0) {
            end.run();
            return;
        }
        int left = levels - 1;
        long rest = Long.rotateRight(course, 3);
        switch ((int) (course & 7)) {
            case 0 -> readRequest(left, rest);
            case 1 -> authorise(left, rest);
            case 2 -> findOrder(left, rest);
            case 3 -> reserveStock(left, rest);
            case 4 -> askForPrice(left, rest);
            case 5 -> takePayment(left, rest);
            case 6 -> storeOrder(left, rest);
            default -> publish(left, rest);
        }
    }

    private void readRequest(int levels, long course) {
        next(levels, course);
    }

    private void authorise(int levels, long course) {
        next(levels, course);
    }

    private void findOrder(int levels, long course) {
        next(levels, course);
    }

    private void reserveStock(int levels, long course) {
        next(levels, course);
    }

    private void askForPrice(int levels, long course) {
        next(levels, course);
    }

    private void takePayment(int levels, long course) {
        next(levels, course);
    }

    private void storeOrder(int levels, long course) {
        next(levels, course);
    }

    private void publish(int levels, long course) {
        next(levels, course);
    }
}
