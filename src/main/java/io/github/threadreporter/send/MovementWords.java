package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Usage;
import io.github.threadreporter.send.Movement.Kind;
import io.github.threadreporter.send.Movement.Move;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** {@link Movement} in words; all of them empty where there was one look only. */
final class MovementWords {

    private static final int NAMED = 10;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Movement movement;

    MovementWords(Movement movement) {
        this.movement = movement;
    }

    /** {@code 3 looks in 4.0 s: 20 threads did not move, 3 moved, 1 ended: main}. */
    String ofAll() {
        if (movement.looks() == 1) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        text.append(movement.looks()).append(" looks in ").append(seconds(movement.span()));
        text.append(": ").append(counts(new ArrayList<>(movement.threads().values())));
        int ended = movement.ended().size();
        if (ended > 0) {
            text.append(", ").append(ended).append(" ended: ");
            text.append(movement.ended().stream()
                    .limit(NAMED)
                    .map(CapturedThread::displayName)
                    .collect(Collectors.joining(", ")));
            text.append(ended > NAMED ? " and " + (ended - NAMED) + " more" : "");
        }
        return text.toString();
    }

    /** {@code did not move in 4.0 s; used 3.9 s of CPU}. */
    String of(List<CapturedThread> threads) {
        List<Move> moves = moves(threads);
        if (moves.isEmpty()) {
            return "";
        }
        String words = threads.size() == 1 ? alone(moves.get(0)) : counts(moves);
        return words + (moves.stream().anyMatch(move -> move.kind() == Kind.STILL) ? inSpan() : "") + cpu(moves);
    }

    /** {@code 5 did not move, 1 moved}. */
    String counted(List<CapturedThread> threads) {
        List<Move> moves = moves(threads);
        return moves.isEmpty() ? "" : counts(moves);
    }

    private List<Move> moves(List<CapturedThread> threads) {
        List<Move> moves = new ArrayList<>();
        for (CapturedThread thread : threads) {
            Move move = movement.threads().get(thread.id());
            if (move != null) {
                moves.add(move);
            }
        }
        return moves;
    }

    private String inSpan() {
        return " in " + seconds(movement.span());
    }

    private static String alone(Move move) {
        String stays = move.here().isZero() ? "" : ", and stands here for " + seconds(move.here());
        return switch (move.kind()) {
            case STILL -> "did not move";
            case MOVED -> "moved" + stays;
            case NEW -> "new" + stays;
        };
    }

    private static String counts(List<Move> moves) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        moves.forEach(move -> counts.merge(move.kind(), 1, Integer::sum));
        List<String> words = new ArrayList<>();
        counts.forEach((kind, count) -> words.add(count
                + switch (kind) {
                    case STILL -> " did not move";
                    case MOVED -> " moved";
                    case NEW -> count == 1 ? " is new" : " are new";
                }));
        return String.join(", ", words);
    }

    /** Of all together, where it is known of each. */
    private static String cpu(List<Move> moves) {
        long sum = 0;
        for (Move move : moves) {
            if (move.cpuNanos() == Usage.UNKNOWN) {
                return "";
            }
            sum += move.cpuNanos();
        }
        return "; used " + (sum < NANOS_PER_SECOND ? millis(sum) : seconds(Duration.ofNanos(sum))) + " of CPU";
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / NANOS_PER_MILLI);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }
}
