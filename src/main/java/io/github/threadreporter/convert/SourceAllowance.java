package io.github.threadreporter.convert;

import io.github.threadreporter.model.Frame;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which frames of a long stack keep the lines around theirs. The server strips the others, so the choice is the
 * server's: 50 frames of a stack trace, those of the application first, and of too many of a kind the two ends.
 *
 * <p>Relay, in some versions, strips one more: the one in the middle of an odd number of application frames. Sent
 * nevertheless: its own line survives, and other servers keep all of it.
 */
final class SourceAllowance {

    private SourceAllowance() {}

    /** The indices, 0 being the newest frame, that keep them; indices in the gap of the window do not count. */
    static BitSet of(List<Frame> frames, FrameWindow window, int markers) {
        List<Integer> app = new ArrayList<>();
        List<Integer> system = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            if (window.contains(i)) {
                (frames.get(i).inApp() ? app : system).add(i);
            }
        }
        BitSet keeping = new BitSet(frames.size());
        if (window.size() + markers <= ServerLimits.FRAMES_WITH_SOURCE) {
            keeping.set(0, frames.size());
            return keeping;
        }
        // Markers are frames outside the application, too: they may use up places that the server gives to such.
        int systemPlaces = Math.max(0, ServerLimits.FRAMES_WITH_SOURCE - app.size());
        keepEnds(keeping, system, Math.max(0, systemPlaces / 2 - markers));
        keepEnds(keeping, app, Math.min(app.size(), ServerLimits.FRAMES_WITH_SOURCE) / 2);
        if (app.size() <= ServerLimits.FRAMES_WITH_SOURCE) {
            app.forEach(keeping::set);
        }
        return keeping;
    }

    private static void keepEnds(BitSet keeping, List<Integer> indices, int each) {
        for (int i = 0; i < indices.size(); i++) {
            if (i < each || i >= indices.size() - each) {
                keeping.set(indices.get(i));
            }
        }
    }
}
