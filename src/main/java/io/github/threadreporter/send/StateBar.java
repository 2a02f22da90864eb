package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The threads by state, as a bar whose parts are as long as there are threads, and a line that counts them. */
final class StateBar {

    private static final int WIDEST = 80;

    /** Those that make trouble first. */
    static final List<Thread.State> ORDER = List.of(
            Thread.State.BLOCKED,
            Thread.State.RUNNABLE,
            Thread.State.WAITING,
            Thread.State.TIMED_WAITING,
            Thread.State.NEW,
            Thread.State.TERMINATED);

    private final Map<Thread.State, Integer> counts = new EnumMap<>(Thread.State.class);
    private final int total;

    StateBar(List<CapturedThread> threads) {
        threads.forEach(thread -> counts.merge(thread.state(), 1, Integer::sum));
        total = threads.size();
    }

    void write(TerminalLines lines) throws IOException {
        if (total == 0) {
            return;
        }
        Map<Thread.State, Integer> columns = columns(Math.min(WIDEST, lines.columns()));
        for (Thread.State state : ORDER) {
            lines.add(TerminalStyle.of(state), sign(state).repeat(columns.getOrDefault(state, 0)));
        }
        lines.end();
        String gap = "";
        for (Thread.State state : ORDER) {
            int count = counts.getOrDefault(state, 0);
            if (count > 0) {
                lines.add(gap).add(TerminalStyle.of(state), sign(state)).add(" " + count + " " + state);
                gap = "   ";
            }
        }
        lines.end();
    }

    /** How many columns each state has. Together they fill the bar, and no state that is there has none. */
    Map<Thread.State, Integer> columns(int width) {
        Map<Thread.State, Integer> columns = new EnumMap<>(Thread.State.class);
        int used = 0;
        Thread.State most = Thread.State.RUNNABLE;
        for (Map.Entry<Thread.State, Integer> state : counts.entrySet()) {
            int part = Math.max(1, (int) ((long) state.getValue() * width / total));
            columns.put(state.getKey(), part);
            used += part;
            if (state.getValue() > counts.getOrDefault(most, 0)) {
                most = state.getKey();
            }
        }
        columns.merge(most, width - used, Integer::sum);
        return columns;
    }

    /** A letter, so that the bar can be read without colours. */
    private static String sign(Thread.State state) {
        return switch (state) {
            case BLOCKED -> "B";
            case RUNNABLE -> "R";
            case WAITING -> "W";
            case TIMED_WAITING -> "T";
            case NEW -> "N";
            case TERMINATED -> "X";
        };
    }
}
