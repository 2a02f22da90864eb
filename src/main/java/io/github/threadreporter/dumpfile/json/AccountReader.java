package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Missing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the dump says that it does not show. */
final class AccountReader {

    private final JsonCursor json;
    private final List<Missing> missing = new ArrayList<>();
    private final List<Cut> cuts = new ArrayList<>();
    private final Map<String, Integer> masked = new HashMap<>();

    AccountReader(JsonCursor json) {
        this.json = json;
    }

    /** Whether the member was one of an account; it is read then. */
    boolean read(String name) throws IOException {
        switch (name) {
            case "missing" -> {
                json.beginArray();
                while (json.nextElement()) {
                    missing.add(missing());
                }
            }
            case "cuts" -> {
                json.beginArray();
                while (json.nextElement()) {
                    cuts.add(cut());
                }
            }
            case "masked" -> {
                for (String rule = json.firstMember(); rule != null; rule = json.nextMember()) {
                    masked.put(rule, json.index());
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private Missing missing() throws IOException {
        String what = "";
        String why = "";
        String remedy = "";
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "what" -> what = json.sharedText();
                case "why" -> why = json.sharedText();
                case "remedy" -> remedy = json.sharedText();
                default -> json.skip();
            }
        }
        return new Missing(what, why, remedy);
    }

    private Cut cut() throws IOException {
        String what = "";
        long count = 0;
        String limit = "";
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "what" -> what = json.sharedText();
                case "count" -> count = json.number();
                case "limit" -> limit = json.sharedText();
                default -> json.skip();
            }
        }
        return new Cut(what, count, limit);
    }

    Account finish() {
        return new Account(missing, cuts, masked);
    }
}
