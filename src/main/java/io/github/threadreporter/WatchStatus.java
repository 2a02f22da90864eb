package io.github.threadreporter;

import io.github.threadreporter.blackbox.BlackBox;
import io.github.threadreporter.incident.Incidents;
import io.github.threadreporter.model.Incident;
import io.github.threadreporter.trigger.condition.Sections;
import io.github.threadreporter.trigger.remote.ReporterStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the reporter and its triggers are. Thread-safe. */
final class WatchStatus implements ReporterStatus {

    private final Accounting accounting;
    private final Sections sections;
    private final @Nullable BlackBox box;
    private final @Nullable Incidents incidents;

    /**
     * @param box null where there is none
     * @param incidents null where nothing is watched
     */
    WatchStatus(Accounting accounting, Sections sections, @Nullable BlackBox box, @Nullable Incidents incidents) {
        this.accounting = accounting;
        this.sections = sections;
        this.box = box;
        this.incidents = incidents;
    }

    @Override
    public long captures() {
        return accounting.captures();
    }

    @Override
    public Optional<Instant> lastCapture() {
        return accounting.lastCapture();
    }

    @Override
    public long delivered() {
        return accounting.delivered();
    }

    @Override
    public long lost() {
        return accounting.lost();
    }

    @Override
    public Map<String, Long> withheld() {
        return accounting.withheld();
    }

    @Override
    public boolean switchedOff() {
        return accounting.budget().isOff();
    }

    @Override
    public double budgetUsedPercent() {
        return accounting.budget().usedPercent();
    }

    @Override
    public Duration blackBoxInterval() {
        return box == null ? Duration.ZERO : box.figures().interval();
    }

    @Override
    public long blackBoxBytes() {
        return box == null ? 0 : box.figures().bytes();
    }

    @Override
    public long untimedSections() {
        return sections.notKept();
    }

    @Override
    public List<String> openIncidents() {
        return incidents == null
                ? List.of()
                : incidents.open().stream().map(WatchStatus::line).toList();
    }

    private static String line(Incident incident) {
        return incident.kind() + " since " + incident.openedAt() + ", incident " + incident.id();
    }
}
