package io.github.threadreporter.incident;

import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.Incident;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Remembers what it was asked to tell. */
final class FakeTeller implements Teller {

    final List<Incident> told = new ArrayList<>();
    final Set<Long> explains = new HashSet<>();
    boolean busy;
    boolean refuses;
    boolean refusesEnds;
    Runnable whenTold = () -> {};

    @Override
    public Telling capture(CaptureReason reason, Incident incident) {
        if (!refuses) {
            told.add(incident);
        }
        whenTold.run();
        boolean taken = !refuses;
        return new Telling() {
            @Override
            public boolean isTaken() {
                return taken;
            }

            @Override
            public boolean isDone() {
                return !busy;
            }

            @Override
            public Set<Long> involved() {
                return explains;
            }
        };
    }

    @Override
    public boolean end(CaptureReason reason, Incident incident) {
        if (!refusesEnds) {
            told.add(incident);
        }
        return !refusesEnds;
    }

    List<String> states() {
        return told.stream().map(incident -> incident.state().label()).toList();
    }
}
