package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.sentry.vendor.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A dump as JSON, in the form of {@code docs/dump-format.md}. Besides an index of frames, stacks and objects it holds the
 * text of one element only, or that of the objects of one variable. Where there is a limit, frames, stacks, objects and
 * threads end with the last one for which there was room; whatever refers to those left out is left out too, and a
 * value that does says so.
 */
public final class JsonDump {

    /** Frames come first, but must leave room for threads. */
    private static final int PERCENT_WITH_FRAMES = 50;

    private static final int PERCENT_WITH_STACKS = 75;

    private static final int PERCENT_WITH_OBJECTS = 90;

    /** {@code {"role":"deadlocked","threads":[]},} */
    private static final int GROUP_CHARS = 40;

    /** Four cuts of our own and the names of the last arrays. */
    private static final int TAIL_CHARS = 800;

    private final ThreadDump dump;
    private final JsonWriter json;
    private final Room room;
    private final String limit;
    private final ReadingOrder order;
    private final StackIndex index;
    private final ObjectIndex objects;
    private final List<Cut> cuts = new ArrayList<>();
    private final BitSet written = new BitSet();
    private long tail;

    private JsonDump(ThreadDump dump, Writer out, Room room, String limit) {
        this.dump = dump;
        this.json = new JsonWriter(out);
        this.room = room;
        this.limit = limit;
        this.order = new ReadingOrder(dump);
        this.index = new StackIndex(order.threads());
        this.objects = new ObjectIndex(order.threads());
    }

    /**
     * Writes all of it.
     *
     * @throws IOException from {@code out}, which is neither flushed nor closed
     */
    public static void write(ThreadDump dump, Writer out) throws IOException {
        write(dump, out, Room.UNLIMITED, "");
    }

    /** Writes what there is room for; returns how many threads were left out. */
    static int write(ThreadDump dump, Writer out, Room room, String limit) throws IOException {
        return new JsonDump(dump, out, room, limit).write();
    }

    private int write() throws IOException {
        List<String> earlierCuts = new ArrayList<>();
        for (Cut cut : dump.account().cuts()) {
            earlierCuts.add(piece(scratch -> JsonHead.cut(scratch, cut)));
        }
        tail = TAIL_CHARS + earlierCuts.stream().mapToLong(String::length).sum() + earlierCuts.size();
        json.beginObject();
        JsonHead.capture(json, dump);
        JsonHead.deadlocks(json, dump.analysis().deadlocks());
        JsonHead.missingAndMasked(json, dump.account());
        int frames = frames();
        int stacks = stacks(frames);
        threads(stacks, new JsonValues(objects, objects(), limit));
        groups();
        cuts(earlierCuts);
        json.endObject();
        return order.size() - written.cardinality();
    }

    private int frames() throws IOException {
        int count = index.frames().size();
        return array(
                "frames",
                count,
                PERCENT_WITH_FRAMES,
                i -> piece(s -> JsonPieces.frame(s, index.frames().get(i))));
    }

    /** Stacks are numbered as their frames are, so those after the first without all its frames lack some as well. */
    private int stacks(int frames) throws IOException {
        return array("stacks", index.stacks().size(), PERCENT_WITH_STACKS, i -> {
            for (int frame : index.framesOf(i)) {
                if (frame >= frames) {
                    return null;
                }
            }
            return piece(s -> JsonPieces.stack(s, index.stacks().get(i), index.framesOf(i)));
        });
    }

    private int array(String name, int count, int percent, Element element) throws IOException {
        if (count == 0) {
            return 0;
        }
        json.name(name).beginArray();
        int done = 0;
        for (; done < count; done++) {
            String piece = element.at(done);
            if (piece == null || !room.fits(piece.length() + 1 + tail, percent)) {
                cuts.add(new Cut(name, count - done, limit));
                break;
            }
            json.jsonValue(piece);
        }
        json.endArray();
        return done;
    }

    /** An object leads to others, so the objects that a variable leads to are written together or not at all. */
    private int objects() throws IOException {
        if (objects.size() == 0) {
            return 0;
        }
        JsonValues values = new JsonValues(objects, objects.size(), limit);
        json.name("objects").beginArray();
        int done = 0;
        while (done < objects.size()) {
            List<String> pieces = new ArrayList<>();
            long chars = 0;
            for (Value.Structure object : objects.together(done)) {
                String piece = piece(scratch -> values.object(scratch, object));
                pieces.add(piece);
                chars += piece.length() + 1;
            }
            if (!room.fits(chars + tail, PERCENT_WITH_OBJECTS)) {
                cuts.add(new Cut("objects in variables", objects.size() - done, limit));
                break;
            }
            for (String piece : pieces) {
                json.jsonValue(piece);
            }
            done += pieces.size();
        }
        json.endArray();
        return done;
    }

    private void threads(int stacks, JsonValues values) throws IOException {
        json.name("threads").beginArray();
        int group = ReadingOrder.NO_GROUP;
        for (int i = 0; i < order.size(); i++) {
            CapturedThread thread = order.threads().get(i);
            Integer stack = StackIndex.hasStack(thread) ? index.stackOf(thread) : null;
            if (stack != null && stack >= stacks) {
                continue;
            }
            String piece = piece(scratch -> JsonPieces.thread(scratch, thread, stack, values));
            int next = order.groupNumber(i);
            long more = String.valueOf(thread.id()).length() + 1L + (next == group ? 0 : GROUP_CHARS);
            if (!room.fits(piece.length() + 1 + tail + more, Room.ALL)) {
                break;
            }
            json.jsonValue(piece);
            written.set(i);
            tail += more;
            group = next;
        }
        json.endArray();
        int left = order.size() - written.cardinality();
        if (left > 0) {
            cuts.add(new Cut("threads", left, limit));
        }
    }

    private void groups() throws IOException {
        if (dump.analysis().groups().isEmpty()) {
            return;
        }
        json.name("groups").beginArray();
        int group = ReadingOrder.NO_GROUP;
        for (int i = written.nextSetBit(0); i >= 0; i = written.nextSetBit(i + 1)) {
            StackGroup of = order.group(i);
            if (of == null) {
                break;
            }
            if (group != order.groupNumber(i)) {
                if (group != ReadingOrder.NO_GROUP) {
                    json.endArray().endObject();
                }
                group = order.groupNumber(i);
                json.beginObject().name("role").value(of.role().name().toLowerCase(Locale.ROOT));
                json.name("threads").beginArray();
            }
            json.value(order.threads().get(i).id());
        }
        if (group != ReadingOrder.NO_GROUP) {
            json.endArray().endObject();
        }
        json.endArray();
    }

    private void cuts(List<String> earlier) throws IOException {
        if (!earlier.isEmpty() || !cuts.isEmpty()) {
            json.name("cuts").beginArray();
            for (String cut : earlier) {
                json.jsonValue(cut);
            }
            for (Cut cut : cuts) {
                JsonHead.cut(json, cut);
            }
            json.endArray();
        }
    }

    private static String piece(Piece piece) throws IOException {
        StringWriter text = new StringWriter();
        piece.write(new JsonWriter(text));
        return text.toString();
    }

    @FunctionalInterface
    private interface Piece {
        void write(JsonWriter scratch) throws IOException;
    }

    /** The text of one element of an array; null where it refers to what was left out. */
    @FunctionalInterface
    private interface Element {
        @Nullable
        String at(int number) throws IOException;
    }
}
