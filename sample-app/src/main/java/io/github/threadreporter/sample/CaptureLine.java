package io.github.threadreporter.sample;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.send.Loss;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of a capture, in one line for people and for scripts. */
final class CaptureLine {

    private CaptureLine() {}

    /** With the id of every event. */
    static String of(Shape shape, CaptureReport report) {
        return line(shape, report, String.join(",", report.eventIds()));
    }

    /** With the id of the first event, and how many more there are. */
    static String brief(Shape shape, CaptureReport report) {
        List<String> ids = report.eventIds();
        return line(shape, report, ids.size() <= 1 ? String.join(",", ids) : ids.get(0) + ",+" + (ids.size() - 1));
    }

    private static String line(Shape shape, CaptureReport report, String ids) {
        String line = String.format(
                Locale.ROOT,
                "%s id=%s events=%s threads=%d paused=%.1fms delivered=%d/%d",
                shape.method(),
                report.captureId(),
                ids,
                report.threads(),
                report.times().pause().toNanos() / 1e6,
                report.delivered(),
                expected(report));
        String problems = problems(report);
        return problems.isEmpty() ? line : line + " problems=\"" + problems + "\"";
    }

    /** Every event there should have been: those that were lost before they had an id, too. */
    private static int expected(CaptureReport report) {
        return Math.max(
                report.eventIds().size(), report.delivered() + count(report.losses()) + count(report.unconfirmed()));
    }

    private static String problems(CaptureReport report) {
        return Stream.of(
                        reasons("lost", report.losses()),
                        reasons("unconfirmed", report.unconfirmed()),
                        reasons("without attachment", report.withheld()),
                        report.isDone() ? Stream.<String>empty() : Stream.of("not done"))
                .flatMap(reasons -> reasons)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static Stream<String> reasons(String what, List<Loss> losses) {
        return losses.stream().map(loss -> what + ": " + loss.reason().replaceAll("\\s+", " "));
    }

    private static int count(List<Loss> losses) {
        return losses.stream().mapToInt(Loss::count).sum();
    }
}
