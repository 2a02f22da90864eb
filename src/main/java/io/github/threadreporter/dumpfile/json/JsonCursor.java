package io.github.threadreporter.dumpfile.json;

import io.sentry.vendor.gson.stream.JsonReader;
import io.sentry.vendor.gson.stream.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as it comes, read by its members. Whatever is wrong with it is an IOException that says what and where. */
final class JsonCursor {

    /** How deep values that nobody asked for may be nested. */
    private static final int SKIPPED_DEPTH = 64;

    /** Texts that are kept once, and how long they may be: names of classes, keys, groups. */
    private static final int SHARED = 1 << 16;

    private static final int SHARED_CHARS = 256;

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private final BoundedInput in;
    private final JsonReader json;
    private final Map<String, String> shared = new HashMap<>();

    JsonCursor(Reader in, long documentChars) {
        this.in = new BoundedInput(in, documentChars);
        this.json = new JsonReader(this.in);
    }

    /** Goes to the next document; false where the stream ends. */
    boolean nextDocument() throws IOException {
        in.beginDocument();
        shared.clear();
        // Only a lenient reader accepts another document, so it is one while it looks for its first token.
        json.setLenient(true);
        try {
            JsonToken first = json.peek();
            if (first != JsonToken.BEGIN_OBJECT && first != JsonToken.END_DOCUMENT) {
                throw failure("this is no dump in JSON: it does not begin with an object");
            }
            return first == JsonToken.BEGIN_OBJECT;
        } catch (EOFException e) {
            if (in.isAtEnd()) {
                return false; // an empty stream is an error to a JSON reader, which wants one document at least
            }
            throw e;
        } finally {
            json.setLenient(false);
        }
    }

    /** Begins an object: the name of its first member, as {@link #nextMember()}. */
    @Nullable
    String firstMember() throws IOException {
        json.beginObject();
        return nextMember();
    }

    /** The name of the next member, or null and the object is over. Those that are null are as if they were not there. */
    @Nullable
    String nextMember() throws IOException {
        while (json.hasNext()) {
            in.beginText();
            String name = json.nextName();
            in.beginText();
            if (json.peek() != JsonToken.NULL) {
                return name;
            }
            json.nextNull();
        }
        json.endObject();
        return null;
    }

    void beginArray() throws IOException {
        json.beginArray();
    }

    /** Whether another element comes; where none does, the array is over. */
    boolean nextElement() throws IOException {
        in.beginText();
        if (json.hasNext()) {
            return true;
        }
        json.endArray();
        return false;
    }

    /** Leaves out the value that comes next. */
    void skip() throws IOException {
        int depth = 0;
        do {
            in.beginText();
            switch (json.peek()) {
                case BEGIN_ARRAY -> {
                    json.beginArray();
                    depth++;
                }
                case BEGIN_OBJECT -> {
                    json.beginObject();
                    depth++;
                }
                case END_ARRAY -> {
                    json.endArray();
                    depth--;
                }
                case END_OBJECT -> {
                    json.endObject();
                    depth--;
                }
                default -> json.skipValue();
            }
            if (depth > SKIPPED_DEPTH) {
                throw failure("nested deeper than " + SKIPPED_DEPTH);
            }
        } while (depth > 0);
    }

    JsonToken peek() throws IOException {
        return json.peek();
    }

    String text() throws IOException {
        return json.nextString();
    }

    /** Text that comes again and again: one instance of it. */
    String sharedText() throws IOException {
        String text = json.nextString();
        if (text.length() > SHARED_CHARS) {
            return text;
        }
        String known = shared.get(text);
        if (known == null && shared.size() < SHARED) {
            shared.put(text, text);
        }
        return known == null ? text : known;
    }

    boolean flag() throws IOException {
        return json.nextBoolean();
    }

    long number() throws IOException {
        return json.nextLong();
    }

    int integer() throws IOException {
        return json.nextInt();
    }

    /** A number from 0 on. */
    int index() throws IOException {
        return (int) atLeast(0, json.nextInt());
    }

    /** A number from 0 on. */
    long count() throws IOException {
        return atLeast(0, json.nextLong());
    }

    long atLeast(long least, long number) throws IOException {
        if (number < least) {
            throw failure(number + " is less than " + least);
        }
        return number;
    }

    /** A time in microseconds, no longer than its nanoseconds can be counted: later stages do. */
    Duration micros() throws IOException {
        long micros = count();
        if (micros > Long.MAX_VALUE / 1_000) {
            throw failure(micros + " microseconds are longer than any capture");
        }
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    /** A time that every later stage can write. */
    Instant instant() throws IOException {
        String text = json.nextString();
        try {
            Instant instant = Instant.parse(text);
            if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
                throw failure("'" + text + "' is not between " + FIRST + " and " + LAST);
            }
            return instant;
        } catch (DateTimeException e) {
            throw failure("'" + text + "' is no time in the form of 2026-01-31T12:00:00Z", e);
        }
    }

    /** The constant whose name is the text in any case. */
    <E extends Enum<E>> E constant(E[] constants) throws IOException {
        String text = json.nextString();
        for (E constant : constants) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        throw failure("'" + text + "' is no "
                + constants[0].getDeclaringClass().getSimpleName().toLowerCase(Locale.ROOT));
    }

    /** What the writer never leaves out. */
    <T> T required(@Nullable T value, String name) throws IOException {
        if (value == null) {
            throw failure("'" + name + "' is missing");
        }
        return value;
    }

    IOException failure(String what) {
        return failure(what, null);
    }

    IOException failure(String what, @Nullable Exception cause) {
        String position = json.toString();
        return new IOException(FailureText.of(what, position.substring(position.indexOf(" at ") + 1)), cause);
    }

    /** What a JSON reader throws, in our words. */
    IOException failure(Exception cause) {
        if (cause instanceof EOFException) {
            return failure("it ends too early", cause);
        }
        if (cause instanceof IOException) {
            return failure("the JSON is damaged", cause);
        }
        String message = String.valueOf(cause.getMessage());
        int where = message.indexOf(" at line ");
        return failure(where < 0 ? message : message.substring(0, where), cause);
    }
}
