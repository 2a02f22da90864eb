package io.github.threadreporter.convert;

import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.StackTrace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which frames of a long stack keep their variables and the lines around theirs. The server strips the others, so the
 * choice is the server's: 50 frames of a stack trace, those of the application first, and of too many of a kind the
 * two ends.
 *
 * <p>Relay strips one more, the {@linkplain #middle middle} of an odd number of application frames, which may be the only
 * one. Sent nevertheless: its own line survives, its variables are repeated in the extras, and other servers keep all of
 * it.
 */
final class FrameAllowance {

    private final BitSet keeping;
    private final int middle;

    private FrameAllowance(BitSet keeping, int middle) {
        this.keeping = keeping;
        this.middle = middle;
    }

    static FrameAllowance of(StackTrace stack) {
        List<Frame> frames = stack.frames();
        FrameWindow window = FrameWindow.of(stack, Detail.FULL);
        // Markers are frames outside the application, too: they may use up places that the server gives to such.
        int markers = (window.gap() > 0 ? 1 : 0) + (stack.framesCut() == 0 ? 0 : 1);
        BitSet keeping = new BitSet(frames.size());
        if (window.size() + markers <= ServerLimits.FRAMES_WITH_DETAIL) {
            keeping.set(0, frames.size());
            return new FrameAllowance(keeping, -1);
        }
        List<Integer> app = new ArrayList<>();
        List<Integer> system = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            if (window.contains(i)) {
                (frames.get(i).inApp() ? app : system).add(i);
            }
        }
        int systemPlaces = Math.max(0, ServerLimits.FRAMES_WITH_DETAIL - app.size());
        keepEnds(keeping, system, Math.max(0, systemPlaces / 2 - markers));
        if (app.size() > ServerLimits.FRAMES_WITH_DETAIL) {
            keepEnds(keeping, app, ServerLimits.FRAMES_WITH_DETAIL / 2);
            return new FrameAllowance(keeping, -1);
        }
        app.forEach(keeping::set);
        return new FrameAllowance(keeping, app.size() % 2 == 0 ? -1 : app.get(app.size() / 2));
    }

    private static void keepEnds(BitSet keeping, List<Integer> indices, int each) {
        for (int i = 0; i < indices.size(); i++) {
            if (i < each || i >= indices.size() - each) {
                keeping.set(indices.get(i));
            }
        }
    }

    /** Whether the frame with that index, 0 being the newest, keeps them; nothing is said of frames that are not sent. */
    boolean keeps(int index) {
        return keeping.get(index);
    }

    /** The index of the frame that loses them in Relay although the rule keeps them; -1 where there is none. */
    int middle() {
        return middle;
    }
}
