package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.History;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.Task;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Wait;
import io.sentry.vendor.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * A dump as JSON, in the form of {@code docs/dump-format.md}. Besides an index of frames, stacks and objects it holds the
 * text of one element only, or that of the objects of one variable. Where there is a limit, each array
 * ends with the last element for which there was room; whatever refers to frames and stacks left out is left out too, and
 * a value that refers to an object left out says so.
 */
public final class JsonDump {

    /** {@code {"role":"deadlocked","threads":[]},} */
    private static final int GROUP_CHARS = 40;

    private final ThreadDump dump;
    private final JsonWriter json;
    private final String limit;
    private final JsonArrays arrays;
    private final JsonShares shares;
    private final ReadingOrder order;
    private final StackIndex index;
    private final ObjectIndex objects;
    private final BitSet written = new BitSet();

    private JsonDump(ThreadDump dump, Writer out, Room room, String limit) {
        this.dump = dump;
        this.json = new JsonWriter(out);
        this.limit = limit;
        this.arrays = new JsonArrays(json, room, limit);
        this.shares = JsonShares.of(dump);
        this.order = new ReadingOrder(dump);
        this.index = new StackIndex(order.threads(), dump.tasks());
        this.objects = new ObjectIndex(order.threads(), dump.tasks());
    }

    /**
     * Writes all of it.
     *
     * @throws IOException from {@code out}, which is neither flushed nor closed
     */
    public static void write(ThreadDump dump, Writer out) throws IOException {
        write(dump, out, Room.UNLIMITED, "");
    }

    /** Writes what there is room for. */
    static Left write(ThreadDump dump, Writer out, Room room, String limit) throws IOException {
        return new JsonDump(dump, out, room, limit).write();
    }

    private Left write() throws IOException {
        List<String> earlierCuts = new ArrayList<>();
        for (Cut cut : dump.account().cuts()) {
            earlierCuts.add(JsonArrays.piece(scratch -> JsonHead.cut(scratch, cut)));
        }
        arrays.reserve(
                shares.tail() + earlierCuts.stream().mapToLong(String::length).sum() + earlierCuts.size());
        json.beginObject();
        JsonHead.capture(json, dump);
        JsonHead.deadlocks(json, dump.analysis().deadlocks());
        JsonHead.missingAndMasked(json, dump.account());
        JsonStory.write(json, dump.story(), arrays);
        int frames = arrays.first(
                "frames",
                index.frames().size(),
                shares.frames(),
                i -> JsonArrays.piece(s -> JsonPieces.frame(s, index.frames().get(i))));
        int stacks = stacks(frames);
        JsonValues values = new JsonValues(objects, objects(), limit);
        threads(stacks, values);
        int tasks = tasks(stacks, values);
        groups();
        cuts(earlierCuts);
        json.endObject();
        return new Left(order.size() - written.cardinality(), dump.tasks().size() - tasks);
    }

    /** Stacks are numbered as their frames are, so those after the first without all its frames lack some as well. */
    private int stacks(int frames) throws IOException {
        return arrays.first("stacks", index.stacks().size(), shares.stacks(), i -> {
            for (int frame : index.framesOf(i)) {
                if (frame >= frames) {
                    return null;
                }
            }
            return JsonArrays.piece(s -> JsonPieces.stack(s, index.stacks().get(i), index.framesOf(i)));
        });
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
                String piece = JsonArrays.piece(scratch -> values.object(scratch, object));
                pieces.add(piece);
                chars += piece.length() + 1;
            }
            if (!arrays.fits(chars, shares.objects())) {
                break;
            }
            for (String piece : pieces) {
                json.jsonValue(piece);
            }
            done += pieces.size();
        }
        json.endArray();
        arrays.cut("objects in variables", objects.size() - done);
        return done;
    }

    private void threads(int stacks, JsonValues values) throws IOException {
        json.name("threads").beginArray();
        int group = ReadingOrder.NO_GROUP;
        for (int i = 0; i < order.size(); i++) {
            CapturedThread thread = order.threads().get(i);
            Integer stack = index.numberOf(thread.stack());
            if (stack != null && stack >= stacks) {
                continue;
            }
            History history = dump.story().history();
            String piece = JsonArrays.piece(scratch -> JsonPieces.thread(scratch, thread, stack, history, values));
            int next = order.groupNumber(i);
            long more = String.valueOf(thread.id()).length() + 1L + (next == group ? 0 : GROUP_CHARS);
            if (!arrays.fits(piece.length() + 1 + more, shares.threads())) {
                break;
            }
            json.jsonValue(piece);
            written.set(i);
            arrays.reserve(more);
            group = next;
        }
        json.endArray();
        arrays.cut("threads", order.size() - written.cardinality());
    }

    /** How many were written. */
    private int tasks(int stacks, JsonValues values) throws IOException {
        List<Resource> resources = dump.waits().resources();
        arrays.some(
                "resources",
                resources.size(),
                shares.resources(),
                i -> JsonArrays.piece(s -> JsonTasks.resource(s, resources.get(i))));
        int count = arrays.some("tasks", dump.tasks().size(), shares.tasks(), i -> {
            Task task = dump.tasks().get(i);
            Integer stack = index.numberOf(task.stack());
            if (stack != null && stack >= stacks) {
                return null;
            }
            Integer created = index.numberOf(task.createdAt());
            Integer createdAt = created != null && created < stacks ? created : null;
            return JsonArrays.piece(s -> JsonTasks.task(s, task, stack, createdAt, values));
        });
        List<Wait> waits = dump.waits().waits();
        arrays.some("waits", waits.size(), Room.ALL, i -> JsonArrays.piece(s -> JsonTasks.wait(s, waits.get(i))));
        return count;
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
        if (!earlier.isEmpty() || !arrays.cuts().isEmpty()) {
            json.name("cuts").beginArray();
            for (String cut : earlier) {
                json.jsonValue(cut);
            }
            for (Cut cut : arrays.cuts()) {
                JsonHead.cut(json, cut);
            }
            json.endArray();
        }
    }
}
