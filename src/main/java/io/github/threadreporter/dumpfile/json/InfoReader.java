package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CaptureTimes;
import io.github.threadreporter.model.JvmInfo;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which capture of which process this is. */
final class InfoReader {

    private static final String FORMAT = "thread-reporter/1";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final JsonCursor json;
    private @Nullable String format;
    private @Nullable String id;
    private @Nullable CaptureReason reason;
    private @Nullable Instant takenAt;
    private @Nullable JvmInfo jvm;
    private @Nullable CaptureTimes times;

    InfoReader(JsonCursor json) {
        this.json = json;
    }

    /** Whether the member was one of these; it is read then. */
    boolean read(String name) throws IOException {
        switch (name) {
            case "format" -> format = format();
            case "id" -> id = id();
            case "reason" -> reason = reason();
            case "takenAt" -> takenAt = json.instant();
            case "jvm" -> jvm = jvm();
            case "times" -> times = times();
            default -> {
                return false;
            }
        }
        return true;
    }

    private String format() throws IOException {
        String text = json.text();
        if (!text.equals(FORMAT)) {
            throw json.failure("the format is '" + text + "', and '" + FORMAT + "' is the one that is known here");
        }
        return text;
    }

    private String id() throws IOException {
        String text = json.text();
        if (!ID.matcher(text).matches()) {
            throw json.failure("'" + text + "' is no id of a capture: 32 hexadecimal digits");
        }
        return text;
    }

    private CaptureReason reason() throws IOException {
        String kind = null;
        String detail = "";
        Map<String, String> tags = new HashMap<>();
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "kind" -> kind = json.text();
                case "detail" -> detail = json.text();
                case "tags" -> {
                    for (String tag = json.firstMember(); tag != null; tag = json.nextMember()) {
                        tags.put(tag, json.text());
                        if (tags.size() > CaptureReason.MOST_TAGS) {
                            throw json.failure("more than " + CaptureReason.MOST_TAGS + " tags");
                        }
                    }
                }
                default -> json.skip();
            }
        }
        return new CaptureReason(json.required(kind, "kind"), detail, null, tags);
    }

    private JvmInfo jvm() throws IOException {
        String vm = "";
        String version = "";
        int feature = 0;
        long pid = -1;
        String host = "";
        String mainClass = "";
        Instant startedAt = null;
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "name" -> vm = json.text();
                case "version" -> version = json.text();
                case "feature" -> feature = json.index();
                case "pid" -> pid = json.count();
                case "host" -> host = json.text();
                case "mainClass" -> mainClass = json.text();
                case "startedAt" -> startedAt = json.instant();
                default -> json.skip();
            }
        }
        return new JvmInfo(vm, version, feature, pid, host, mainClass, json.required(startedAt, "startedAt"));
    }

    private CaptureTimes times() throws IOException {
        Duration pause = Duration.ZERO;
        boolean upperBound = false;
        Duration collect = Duration.ZERO;
        Duration variables = Duration.ZERO;
        Duration heapWalk = Duration.ZERO;
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "pauseMicros" -> pause = json.micros();
                case "pauseIsUpperBound" -> upperBound = json.flag();
                case "collectMicros" -> collect = json.micros();
                case "variablesMicros" -> variables = json.micros();
                case "heapWalkMicros" -> heapWalk = json.micros();
                default -> json.skip();
            }
        }
        return new CaptureTimes(pause, upperBound, collect, variables, heapWalk);
    }

    CaptureInfo finish() throws IOException {
        json.required(format, "format");
        return new CaptureInfo(
                json.required(id, "id"),
                json.required(reason, "reason"),
                json.required(takenAt, "takenAt"),
                json.required(jvm, "jvm"),
                json.required(times, "times"));
    }
}
