package io.github.threadreporter.enrich.culprit;

import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.Resource.Kind;
import java.time.Duration;
import java.util.Objects;

/** A pool of connections that are lent: how many there are, and who has had one longest. */
final class LentPool {

    private static final String LENT = "active";
    private static final String MOST = "maximum";

    private LentPool() {}

    static boolean isPool(Resource resource) {
        return resource.kind() == Kind.CONNECTION_POOL || resource.kind() == Kind.HTTP_POOL;
    }

    /** Whether it is known that none is left: by its own count, else since all borrowers are known and some wait. */
    static boolean isEmpty(Resource pool) {
        return isCounted(pool) || (pool.isKnown() && !pool.facts().containsKey(LENT));
    }

    /** How many there are, of one that is empty. */
    static String size(Resource pool) {
        return isCounted(pool)
                ? pool.facts().getOrDefault(MOST, "")
                : Integer.toString(pool.holders().size());
    }

    private static boolean isCounted(Resource pool) {
        return pool.facts().containsKey(MOST)
                && Objects.equals(pool.facts().get(LENT), pool.facts().get(MOST));
    }

    /** Whether it is known that nobody has had one for longer. */
    static boolean isLongest(Resource pool, Node node) {
        Holder told = Wanted.holder(pool, node);
        Duration held = told == null ? null : told.held();
        return held != null
                && pool.holders().stream()
                        .allMatch(
                                holder -> holder.held() != null && holder.held().compareTo(held) <= 0);
    }
}
