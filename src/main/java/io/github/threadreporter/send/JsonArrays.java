package io.github.threadreporter.send;

import io.github.threadreporter.model.Cut;
import io.sentry.vendor.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arrays of a document, each as long as there is room, and what had none. Holds the text of one element only. Not
 * thread-safe.
 */
final class JsonArrays {

    /** The text of one element of an array; null where it refers to what was left out. */
    @FunctionalInterface
    interface Element {
        @Nullable
        String at(int number) throws IOException;
    }

    @FunctionalInterface
    interface Piece {
        void write(JsonWriter scratch) throws IOException;
    }

    private final JsonWriter json;
    private final Room room;
    private final String limit;
    private final List<Cut> cuts = new ArrayList<>();
    private long tail;

    /** @param limit why not all is there, in words */
    JsonArrays(JsonWriter json, Room room, String limit) {
        this.json = json;
        this.room = room;
        this.limit = limit;
    }

    /** Keeps so much room for what comes at the end. */
    void reserve(long chars) {
        tail += chars;
    }

    /** Whether so much more fits into that share, the end included. */
    boolean fits(long chars, int percent) throws IOException {
        return room.fits(chars + tail, percent);
    }

    void cut(String what, long count) {
        if (count > 0) {
            cuts.add(new Cut(what, count, limit));
        }
    }

    List<Cut> cuts() {
        return cuts;
    }

    /** Writes them up to the first that refers to what was left out or has no room; returns how many. */
    int first(String name, int count, int percent, Element element) throws IOException {
        if (count == 0) {
            return 0;
        }
        json.name(name).beginArray();
        int done = 0;
        for (; done < count; done++) {
            String piece = element.at(done);
            if (piece == null || !fits(piece.length() + 1, percent)) {
                break;
            }
            json.jsonValue(piece);
        }
        json.endArray();
        cut(name, count - done);
        return done;
    }

    /** Writes them but for those that refer to what was left out, up to the first that has no room; returns how many. */
    int some(String name, int count, int percent, Element element) throws IOException {
        if (count == 0) {
            return 0;
        }
        json.name(name).beginArray();
        int written = 0;
        for (int number = 0; number < count; number++) {
            String piece = element.at(number);
            if (piece != null) {
                if (!fits(piece.length() + 1, percent)) {
                    break;
                }
                json.jsonValue(piece);
                written++;
            }
        }
        json.endArray();
        cut(name, count - written);
        return written;
    }

    static String piece(Piece piece) throws IOException {
        StringWriter text = new StringWriter();
        piece.write(new JsonWriter(text));
        return text.toString();
    }
}
