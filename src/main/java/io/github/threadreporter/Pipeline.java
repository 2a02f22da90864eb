package io.github.threadreporter;

import io.github.threadreporter.convert.ConvertedEvent;
import io.github.threadreporter.convert.EventConverter;
import io.github.threadreporter.convert.EventSeries;
import io.github.threadreporter.enrich.culprit.Involved;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.send.DumpAttachments;
import io.github.threadreporter.send.EventSender;
import io.github.threadreporter.send.Outgoing;
import io.sentry.Attachment;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Wires the stages that follow collecting; the stages do not know each other. Thread-safe. */
final class Pipeline {

    /** What a capture becomes. */
    enum Shape {
        /** One event with every thread. */
        ALL,
        /** One event a thread, or a group of threads at the same place. */
        EACH
    }

    private final List<UnaryOperator<ThreadDump>> enrichment;
    private final EventConverter converter;
    private final EventSender sender;
    private final CaptureLimits limits;
    private final Issues issues;

    Pipeline(
            List<UnaryOperator<ThreadDump>> enrichment,
            EventConverter converter,
            EventSender sender,
            CaptureLimits limits) {
        this.enrichment = List.copyOf(enrichment);
        this.converter = converter;
        this.sender = sender;
        this.limits = limits;
        this.issues = new Issues(converter);
    }

    ThreadDump enrich(ThreadDump raw) {
        ThreadDump dump = raw;
        for (UnaryOperator<ThreadDump> step : enrichment) {
            dump = step.apply(dump);
        }
        return dump;
    }

    void run(ThreadDump raw, Shape shape, LiveReport report) {
        ThreadDump dump = enrich(raw);
        report.enriched(dump);
        if (dump.story().incident() != null) {
            report.involved(Involved.in(dump));
        }
        switch (shape) {
            case ALL -> sendAll(dump, report);
            case EACH -> sendEach(dump, report);
        }
    }

    private void sendAll(ThreadDump dump, LiveReport report) {
        DumpAttachments complete = DumpAttachments.of(dump, limits.attachmentBytes());
        // What the attachments lack is said in the event, so they come first.
        ThreadDump accounted = dump;
        for (Cut cut : complete.cuts()) {
            accounted = accounted.plusCut(cut);
        }
        report.enriched(accounted);
        ConvertedEvent event = converter.whole(accounted, issues.of(accounted));
        report.event(idOf(event), event.cuts(), EventConverter.size(event) + complete.bytes());
        sender.send(List.of(new Outgoing(event.event(), complete.attachments())).iterator(), 1, report.deliveries());
    }

    /** That an incident is over: an event without threads. */
    void end(ThreadDump raw, LiveReport report) {
        ThreadDump dump = enrich(raw);
        ConvertedEvent event = converter.end(dump, issues.last(dump));
        report.event(idOf(event), event.cuts(), EventConverter.size(event));
        sender.send(List.of(new Outgoing(event.event(), List.of())).iterator(), 1, report.deliveries());
    }

    private void sendEach(ThreadDump dump, LiveReport report) {
        EventSeries events = converter.each(dump);
        sender.send(new Handover(events, report), events.size(), report.deliveries());
    }

    /** Tells the report of each event at the moment when it is asked for. */
    private record Handover(Iterator<ConvertedEvent> events, LiveReport report) implements Iterator<Outgoing> {

        private static final List<Attachment> NONE = List.of();

        @Override
        public boolean hasNext() {
            return events.hasNext();
        }

        @Override
        public Outgoing next() {
            ConvertedEvent event = events.next();
            report.event(idOf(event), event.cuts(), EventConverter.size(event));
            return new Outgoing(event.event(), NONE);
        }
    }

    private static String idOf(ConvertedEvent event) {
        return String.valueOf(event.event().getEventId());
    }

    int close(Duration atMost) {
        return sender.close(atMost);
    }
}
