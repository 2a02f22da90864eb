package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.StackTrace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The stacks of a document, to which threads and tasks refer by number. Those with the same number share one instance. */
final class StackTable {

    /** Most stacks have fewer frames. */
    private static final int USUAL_FRAMES = 64;

    private final JsonCursor json;
    private final CaptureLimits limits;
    private final ReadCuts cuts;

    /** The numbers of the frames of each stack, and how many it lacks: frames may come later in the document. */
    private final List<int[]> numbers = new ArrayList<>();

    private final List<Integer> lacking = new ArrayList<>();
    private final List<StackTrace> stacks = new ArrayList<>();

    StackTable(JsonCursor json, CaptureLimits limits, ReadCuts cuts) {
        this.json = json;
        this.limits = limits;
        this.cuts = cuts;
    }

    void read() throws IOException {
        json.beginArray();
        while (json.nextElement()) {
            stack();
        }
    }

    void finish(FrameTable table) throws IOException {
        for (int number = 0; number < numbers.size(); number++) {
            List<Frame> frames = new ArrayList<>(numbers.get(number).length);
            for (int frame : numbers.get(number)) {
                frames.add(table.get(frame, number));
            }
            stacks.add(new StackTrace(frames, lacking.get(number)));
        }
    }

    /** @param who whose stack it is, in words */
    StackTrace get(int number, String who) throws IOException {
        if (number >= stacks.size()) {
            throw json.failure(who + " has stack " + number + " of " + stacks.size());
        }
        return stacks.get(number);
    }

    private void stack() throws IOException {
        int most = limits.framesPerStack();
        int[] frames = new int[Math.min(most, USUAL_FRAMES)];
        int kept = 0;
        int left = 0;
        int cut = 0;
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "frames" -> {
                    json.beginArray();
                    while (json.nextElement()) {
                        int frame = json.index();
                        if (kept == most) {
                            left++;
                            continue;
                        }
                        if (kept == frames.length) {
                            frames = Arrays.copyOf(frames, Math.min(most, 2 * kept));
                        }
                        frames[kept++] = frame;
                    }
                }
                case "cut" -> cut = (int) json.atLeast(-1, json.integer());
                default -> json.skip();
            }
        }
        cuts.add("oldest frames of deep stacks", left, "framesPerStack", most);
        numbers.add(Arrays.copyOf(frames, kept));
        // -1 stays: nobody knows how many there are.
        lacking.add(cut < 0 ? cut : (int) Math.min(Integer.MAX_VALUE, (long) cut + left));
    }
}
