package io.github.threadreporter.attach;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of {@code /proc/PID/status} matters here.
 *
 * @param name of the main thread, at most 15 characters
 * @param state one letter, e.g. {@code S} for sleeping
 * @param uid effective user
 * @param gid effective group
 * @param pids the PID in each namespace, the innermost last
 * @param catchesQuit whether it handles SIGQUIT, which kills whoever does not
 */
record ProcStatus(String name, char state, int uid, int gid, List<Long> pids, boolean catchesQuit) {

    private static final long SIGQUIT = 1L << (3 - 1);
    private static final int EFFECTIVE = 1;

    ProcStatus {
        pids = List.copyOf(pids);
    }

    static ProcStatus parse(String text) throws IOException {
        Map<String, String> values = new HashMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                values.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        });
        try {
            // Kernels before 4.1 do not tell the PIDs of inner namespaces.
            String pids = values.getOrDefault("NSpid", need(values, "Pid"));
            long caught = Long.parseUnsignedLong(need(values, "SigCgt"), 16);
            long ignored = Long.parseUnsignedLong(need(values, "SigIgn"), 16);
            return new ProcStatus(
                    need(values, "Name"),
                    need(values, "State").charAt(0),
                    Integer.parseUnsignedInt(words(need(values, "Uid")).get(EFFECTIVE)),
                    Integer.parseUnsignedInt(words(need(values, "Gid")).get(EFFECTIVE)),
                    words(pids).stream().map(Long::valueOf).toList(),
                    (caught & ~ignored & SIGQUIT) != 0);
        } catch (RuntimeException e) {
            throw new IOException("the status of a process has an unknown form", e);
        }
    }

    private static String need(Map<String, String> values, String name) {
        String value = values.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static List<String> words(String text) {
        return List.of(text.split("\\s+", -1));
    }

    /** Its PID as it sees it itself. */
    long ownPid() {
        return pids.get(pids.size() - 1);
    }

    boolean isStopped() {
        return state == 'T' || state == 't';
    }

    boolean hasEnded() {
        return state == 'Z' || state == 'X';
    }
}
