package io.github.threadreporter.blackbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one look found out.
 *
 * @param ids of all threads, in order
 * @param cpu processor time by id, of those that had been looked for
 * @param seen those that are new, or that may have moved, with their frames
 * @param waiting those that have not moved and wait for another thread, without frames
 */
record Look(long[] ids, Map<Long, Long> cpu, List<Sighting> seen, List<Sighting> waiting) {

    static Map<Long, Long> byId(long[] ids, long[] values) {
        Map<Long, Long> byId = new HashMap<>(ids.length * 2);
        for (int i = 0; i < ids.length; i++) {
            byId.put(ids[i], values[i]);
        }
        return byId;
    }
}
