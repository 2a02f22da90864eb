package io.github.threadreporter.send;

import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import io.sentry.vendor.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Variables and objects in the form of {@code docs/dump-format.md}. */
final class JsonValues {

    private static final String STRING = "java.lang.String";

    private final ObjectIndex index;
    private final int written;
    private final String noRoom;

    /**
     * @param written how many objects of the index are in the dump; what refers to others says so
     * @param limit why not all are, in words
     */
    JsonValues(ObjectIndex index, int written, String limit) {
        this.index = index;
        this.written = written;
        this.noRoom = "no room: " + limit;
    }

    void variables(JsonWriter json, List<FrameVariables> frames) throws IOException {
        if (frames.isEmpty()) {
            return;
        }
        json.name("variables").beginArray();
        for (FrameVariables frame : frames) {
            json.beginObject().name("depth").value(frame.depth());
            JsonPieces.text(json, "missing", frame.missing());
            if (!frame.variables().isEmpty()) {
                json.name("variables").beginArray();
                for (Variable variable : frame.variables()) {
                    json.beginObject();
                    json.name("name").value(variable.name());
                    json.name("kind").value(variable.kind().name().toLowerCase(Locale.ROOT));
                    value(json.name("value"), variable.value());
                    json.endObject();
                }
                json.endArray();
            }
            json.endObject();
        }
        json.endArray();
    }

    void object(JsonWriter json, Value.Structure object) throws IOException {
        json.beginObject();
        json.name("type").value(object.type());
        JsonPieces.text(json, "id", object.identity());
        json.name("shape").value(object.shape().name().toLowerCase(Locale.ROOT));
        if (object.cut() > 0) {
            json.name("total").value(object.total());
        } else if (object.total() == Value.Structure.UNKNOWN) {
            json.name("totalUnknown").value(true);
        }
        if (!object.members().isEmpty()) {
            json.name("members").beginArray();
            for (Value.Member member : object.members()) {
                json.beginObject().name("name").value(member.name());
                value(json.name("value"), member.value());
                json.endObject();
            }
            json.endArray();
        }
        json.endObject();
    }

    private void value(JsonWriter json, Value value) throws IOException {
        if (value instanceof Value.Plain plain) {
            plain(json, plain);
        } else if (value instanceof Value.Text text) {
            text(json, text);
        } else if (value instanceof Value.Structure object) {
            int number = index.numberOf(object);
            if (number < written) {
                json.beginObject().name("object").value(number).endObject();
            } else {
                unread(json, noRoom, object.type());
            }
        } else if (value instanceof Value.Reference reference) {
            json.beginObject().name("type").value(reference.type());
            JsonPieces.text(json, "id", reference.identity());
            json.endObject();
        } else if (value instanceof Value.Unread unread) {
            unread(json, unread.why(), unread.type());
        } else if (value instanceof Value.Masked masked) {
            json.beginObject().name("masked").value(masked.rule()).endObject();
        }
    }

    private static void plain(JsonWriter json, Value.Plain plain) throws IOException {
        if (plain.value() instanceof Number number) {
            json.value(number);
        } else if (plain.value() instanceof Boolean flag) {
            json.value(flag);
        } else {
            json.nullValue();
        }
    }

    private static void text(JsonWriter json, Value.Text text) throws IOException {
        if (text.cut() == 0 && text.type().equals(STRING)) {
            json.value(text.text());
            return;
        }
        json.beginObject().name("text").value(text.text());
        JsonPieces.text(json, "type", text.type());
        if (text.cut() > 0) {
            json.name("cut").value(text.cut());
        }
        json.endObject();
    }

    private static void unread(JsonWriter json, String why, String type) throws IOException {
        json.beginObject().name("unread").value(why);
        JsonPieces.text(json, "type", type);
        json.endObject();
    }
}
