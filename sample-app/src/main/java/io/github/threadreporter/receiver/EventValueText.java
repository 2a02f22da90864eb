package io.github.threadreporter.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What texts among the variables of an event stand for. An event has texts only: whether one was a string, nobody
 * knows, so none gets a type here.
 */
final class EventValueText {

    private static final String MASKED = "[Filtered]";
    private static final String COUNT = "([0-9]{1,3}(?:,[0-9]{3}){0,5})";
    private static final Pattern CUT = Pattern.compile("… \\+" + COUNT + " chars\\z");
    private static final Pattern ELSEWHERE = Pattern.compile("→ (\\S.{0,200})", Pattern.DOTALL);
    private static final Pattern CLOSED =
            Pattern.compile("(\\S{1,200}@[0-9a-f]{1,16}) [\\[{]" + COUNT + " (fields|items|entries)[\\]}]");
    private static final Pattern PART = Pattern.compile("\\[" + COUNT + " of " + COUNT + "\\]");
    private static final Pattern IDENTITY = Pattern.compile("(.+)@([0-9a-f]{1,16})", Pattern.DOTALL);

    private EventValueText() {}

    static ObjectNode value(String text) {
        ObjectNode value = Json.MAPPER.createObjectNode();
        Matcher elsewhere = ELSEWHERE.matcher(text);
        Matcher cut = CUT.matcher(text);
        if (text.equals(MASKED)) {
            value.put("masked", "");
        } else if (elsewhere.matches()) {
            label(value, elsewhere.group(1));
        } else if (cut.find()) {
            value.put("text", text.substring(0, cut.start())).put("cut", number(cut.group(1)));
        } else {
            value.put("text", text);
        }
        return value;
    }

    /** An object of which only the size is told, {@code com.acme.Order@1f2e3d {12 fields}}; null for other texts. */
    static @Nullable ObjectNode closed(String text) {
        Matcher closed = CLOSED.matcher(text);
        if (!closed.matches()) {
            return null;
        }
        ObjectNode object = Json.MAPPER.createObjectNode();
        label(object, closed.group(1));
        return object.put("shape", closed.group(3)).put("total", number(closed.group(2)));
    }

    /** Puts the type, and the identity where there is one, of {@code com.acme.Order@1f2e3d}. */
    static void label(ObjectNode object, String label) {
        Matcher identified = IDENTITY.matcher(label);
        if (identified.matches()) {
            object.put("type", identified.group(1)).put("id", identified.group(2));
        } else {
            object.put("type", label);
        }
    }

    /** 5,000 of {@code [12 of 5,000]} where 12 are shown, else -1. */
    static long total(JsonNode mark, int shown) {
        Matcher part = PART.matcher(mark.asText(""));
        return part.matches() && number(part.group(1)) == shown ? number(part.group(2)) : -1;
    }

    private static long number(String grouped) {
        return Long.parseLong(grouped.replace(",", ""));
    }
}
