package io.github.threadreporter.blackbox;

import io.github.threadreporter.model.Moment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What threads did, in sentences: those that came and stand there still before those that came and went, and of both those
 * that concern most threads first.
 */
final class Changes {

    /** So many sentences a point. */
    static final int MOST = 5;

    private static final int STAYED = 1_000_000;
    private static final int HELD_UP = 2_000_000;

    private final List<Track> stayed;

    /** @param tracks the threads as they are now; of these, those are told that were seen to come */
    Changes(Collection<Track> tracks) {
        stayed = tracks.stream()
                .filter(track -> track.came() && track.stack().inApp())
                .toList();
    }

    private record Sentence(int weight, String text) {}

    Moment moment(Point point) {
        List<Sentence> sentences = new ArrayList<>();
        List<Arrival> here = new ArrayList<>();
        List<Arrival> heldUp = new ArrayList<>();
        for (Track track : stayed) {
            if (track.since() > point.from() && track.since() <= point.to()) {
                (track.isHeldUp() ? heldUp : here).add(Arrival.of(track));
            }
        }
        List<Arrival> told = new ArrayList<>();
        add(Point.heaviest(heldUp), HELD_UP, told, sentences);
        add(Point.heaviest(here), STAYED, told, sentences);
        for (Arrival arrival : point.arrivals()) {
            if (told.stream().noneMatch(stay -> stay.at(arrival.place()))) {
                sentences.add(new Sentence(arrival.times(), arrival.text(point.looks())));
            }
        }
        count(point.started(), "started", sentences);
        count(point.ended(), "ended", sentences);
        sentences.sort(Comparator.comparingInt(Sentence::weight).reversed());
        return new Moment(
                point.at(),
                point.states(),
                percent(point.cpuNanos(), point.nanos()),
                point.gcMillis() < 0 ? -1 : percent(TimeUnit.MILLISECONDS.toNanos(point.gcMillis()), point.nanos()),
                sentences.stream().limit(MOST).map(Sentence::text).toList());
    }

    /** A thread that stays came once, so those of one place are as many as there are. */
    private static void add(List<Arrival> arrivals, int weight, List<Arrival> told, List<Sentence> sentences) {
        for (Arrival arrival : arrivals) {
            told.add(arrival);
            String stays = arrival.threadId() >= 0 ? ", and stands there" : ", and stand there";
            sentences.add(new Sentence(weight + arrival.times(), arrival.text(1) + stays));
        }
    }

    private static void count(int threads, String what, List<Sentence> sentences) {
        if (threads > 0) {
            sentences.add(new Sentence(threads, threads + (threads == 1 ? " thread " : " threads ") + what));
        }
    }

    private static int percent(long part, long whole) {
        return part < 0 || whole <= 0 ? -1 : (int) Math.round(part * 100.0 / whole);
    }
}
