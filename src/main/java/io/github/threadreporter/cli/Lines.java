package io.github.threadreporter.cli;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.attach.Jvm;
import io.github.threadreporter.attach.Obstacle;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.send.JsonLine;
import io.github.threadreporter.send.Loss;
import io.github.threadreporter.send.SentryProject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code --json} prints. */
final class Lines {

    private Lines() {}

    static String of(Jvm jvm) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("pid", jvm.pid());
        line.put("ownPid", jvm.ownPid());
        line.put("main", jvm.main());
        line.put("user", jvm.user());
        line.put("uid", jvm.uid());
        line.put("java", jvm.version());
        line.put("isolated", jvm.isolated());
        jvm.container().ifPresent(id -> line.put("container", id));
        line.put("agentsLoadable", jvm.agentsLoadable());
        line.put("agentLoaded", jvm.oursLoaded());
        line.put("mayAttach", jvm.mayAttach());
        Obstacle obstacle = jvm.obstacle();
        if (obstacle != null) {
            line.put("reason", obstacle.reason().name());
            line.put("why", obstacle.what());
            line.put("remedy", obstacle.remedy());
        }
        return JsonLine.of(line);
    }

    /** @param project where it went; null where that is unknown */
    static String of(CaptureReport report, @Nullable SentryProject project) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("host", project == null ? null : project.host());
        line.put("project", project == null ? null : project.project());
        line.put("captureId", report.captureId());
        line.put("threads", report.threads());
        line.put("tasks", report.tasks());
        line.put("pauseMicros", report.times().pause().toNanos() / 1_000);
        line.put("eventIds", report.eventIds());
        line.put("delivered", report.delivered());
        line.put("complete", report.isComplete());
        line.put("losses", losses(report.losses()));
        line.put("unconfirmed", losses(report.unconfirmed()));
        line.put("withheld", losses(report.withheld()));
        line.put("masked", report.masked());
        return JsonLine.of(line);
    }

    /** @param dumps what the file holds */
    static String of(Path file, List<ThreadDump> dumps) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("file", file.toAbsolutePath().toString());
        line.put("captureIds", dumps.stream().map(dump -> dump.info().id()).toList());
        line.put("threads", dumps.stream().map(dump -> dump.threads().size()).toList());
        line.put("tasks", dumps.stream().map(dump -> dump.tasks().size()).toList());
        return JsonLine.of(line);
    }

    private static List<Map<String, Object>> losses(List<Loss> losses) {
        return losses.stream().map(Lines::loss).toList();
    }

    private static Map<String, Object> loss(Loss loss) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("eventId", loss.eventId());
        line.put("count", loss.count());
        line.put("reason", loss.reason());
        return line;
    }
}
