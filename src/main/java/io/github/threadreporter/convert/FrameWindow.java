package io.github.threadreporter.convert;

import io.github.threadreporter.model.StackTrace;

/**
 * Which frames of a stack are sent: the newest, and behind a gap the oldest.
 *
 * @param newest how many from the newest on
 * @param gap how many after these are left out
 * @param oldest how many remain
 */
record FrameWindow(int newest, int gap, int oldest) {

    static FrameWindow of(StackTrace stack, Detail detail) {
        int total = stack.frames().size();
        // The frame that marks a gap takes the place of one, and so does the one that marks what was never collected.
        int room = detail.frames() - (stack.framesCut() == 0 ? 0 : 1);
        if (total <= room) {
            return new FrameWindow(total, 0, 0);
        }
        int newest = room - 1 - detail.oldest();
        return new FrameWindow(newest, total - newest - detail.oldest(), detail.oldest());
    }

    /** Whether the frame with that index, 0 being the newest, is sent. */
    boolean contains(int index) {
        return index >= 0 && (index < newest || index >= newest + gap) && index < newest + gap + oldest;
    }

    int size() {
        return newest + oldest;
    }

    int total() {
        return newest + gap + oldest;
    }
}
