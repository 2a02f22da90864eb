package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Cut;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was in the document and is not in the dump, since a limit is lower here than where it was taken. */
final class ReadCuts {

    /** Redaction makes texts longer, and a text that was cut says so at its end. */
    private static final int GROWTH = 2;

    private static final int MARK = 64;

    private record Key(String what, String limit) {}

    private final Map<Key, Long> counts = new LinkedHashMap<>();

    void add(String what, long count, String limit, int most) {
        if (count > 0) {
            counts.merge(new Key(what, limit + "=" + most), count, Long::sum);
        }
    }

    /** How much of the text is kept: all of it, unless it is longer than the limit ever makes one. */
    static int kept(String text, int most) {
        if (text.length() <= GROWTH * most + MARK) {
            return text.length();
        }
        return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }

    Account addTo(Account account) {
        if (counts.isEmpty()) {
            return account;
        }
        List<Cut> cuts = new ArrayList<>();
        counts.forEach((key, count) -> cuts.add(new Cut(key.what, count, key.limit)));
        return new Account(account.missing(), Cut.merged(account.cuts(), cuts), account.masked());
    }
}
