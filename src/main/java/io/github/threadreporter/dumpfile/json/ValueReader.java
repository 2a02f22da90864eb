package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Value;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Single values, in any of their forms. */
final class ValueReader {

    private static final String STRING = "java.lang.String";

    private final JsonCursor json;
    private final CaptureLimits limits;
    private final ReadCuts cuts;

    ValueReader(JsonCursor json, CaptureLimits limits, ReadCuts cuts) {
        this.json = json;
        this.limits = limits;
        this.cuts = cuts;
    }

    ReadValue read() throws IOException {
        return switch (json.peek()) {
            case BOOLEAN -> new ReadValue.Finished(new Value.Plain(json.flag()));
            case NUMBER -> new ReadValue.Finished(number(json.text()));
            case STRING -> new ReadValue.Finished(text(STRING, json.text(), 0));
            default -> object();
        };
    }

    private ReadValue object() throws IOException {
        String type = "";
        String identity = "";
        String text = null;
        long cut = 0;
        String unread = null;
        String masked = null;
        int number = -1;
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "type" -> type = json.sharedText();
                case "id" -> identity = json.text();
                case "text" -> text = json.text();
                case "cut" -> cut = json.count();
                case "unread" -> unread = json.sharedText();
                case "masked" -> masked = json.sharedText();
                case "object" -> number = json.index();
                default -> json.skip();
            }
        }
        return number >= 0
                ? new ReadValue.Numbered(number)
                : new ReadValue.Finished(finished(type, identity, text, cut, unread, masked));
    }

    private Value finished(
            String type,
            String identity,
            @Nullable String text,
            long cut,
            @Nullable String unread,
            @Nullable String masked) {
        if (masked != null) {
            return new Value.Masked(masked);
        }
        if (unread != null) {
            return new Value.Unread(type, unread);
        }
        return text != null ? text(type, text, cut) : new Value.Reference(type, identity);
    }

    private Value text(String type, String text, long cut) {
        int kept = ReadCuts.kept(text, limits.variableText());
        int left = text.length() - kept;
        cuts.add("characters of variables", left, "variableText", limits.variableText());
        return new Value.Text(type, text.substring(0, kept), cut > Long.MAX_VALUE - left ? cut : cut + left);
    }

    /** The number whose text this is, in the smallest type that holds it and is written in the same way. */
    private Value number(String text) throws IOException {
        try {
            if (text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'))) {
                long number = Long.parseLong(text);
                return number == (int) number ? new Value.Plain((int) number) : Value.of(number);
            }
            double number = Double.parseDouble(text);
            float single = (float) number;
            if (!Double.toString(number).equals(text) && Float.toString(single).equals(text)) {
                return new Value.Plain(single);
            }
            return Value.of(number);
        } catch (NumberFormatException e) {
            throw json.failure("'" + text + "' is no number that a value can be", e);
        }
    }
}
