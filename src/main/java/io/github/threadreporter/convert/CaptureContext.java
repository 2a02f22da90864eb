package io.github.threadreporter.convert;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureTimes;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.JvmInfo;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.ThreadDump;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The context {@code capture}: which look at which JVM this is, what it cost, and what it does not show. */
final class CaptureContext {

    private CaptureContext() {}

    /**
     * @param cuts what this event leaves out beyond the dump's own account; no more is added to it
     */
    static Map<String, Object> of(DumpView view, int bytes, Cuts cuts) {
        ThreadDump dump = view.dump();
        CaptureInfo info = dump.info();
        Account account = dump.account();
        BoundedMap context = new BoundedMap(bytes);
        context.text("id", info.id());
        context.put("reason", info.reason().kind());
        if (!info.reason().detail().isEmpty()) {
            context.text("detail", info.reason().detail());
        }
        context.put("time", info.takenAt().toString());
        addTimes(context, info.times());
        context.put("threads", view.counts());
        context.putIfAny("tasks", view.taskCounts());
        List<String> cutTexts = Stream.concat(account.cuts().stream(), cuts.toList().stream())
                .map(CaptureContext::text)
                .toList();
        Cuts uncounted = new Cuts(); // told by the marks themselves: an account of the account would never end
        context.putIfAny("cuts", LockWords.bounded("cuts", cutTexts, bytes / 3, uncounted));
        List<String> missing =
                account.missing().stream().map(CaptureContext::text).toList();
        context.putIfAny("missing", LockWords.bounded("missing", missing, bytes / 3, uncounted));
        context.putIfAny("masked by rule", new TreeMap<>(account.masked()));
        context.put("jvm", jvm(info.jvm(), bytes / 6, uncounted));
        return context.toMap("context capture", uncounted);
    }

    private static void addTimes(BoundedMap context, CaptureTimes times) {
        context.put("pause ms", Texts.millis(times.pause().toNanos()));
        context.put("pause is upper bound", times.pauseIsUpperBound());
        context.put("collect ms", Texts.millis(times.collect().toNanos()));
        if (!times.variables().isZero()) {
            context.put("variables ms", Texts.millis(times.variables().toNanos()));
        }
    }

    private static Map<String, Object> jvm(JvmInfo jvm, int bytes, Cuts cuts) {
        BoundedMap map = new BoundedMap(bytes);
        map.text("name", jvm.name());
        map.text("version", jvm.version());
        map.put("feature", jvm.feature());
        map.put("pid", jvm.pid());
        map.text("host", jvm.host());
        map.text("main class", jvm.mainClass());
        map.put("started", jvm.startedAt().toString());
        return map.toMap("jvm", cuts);
    }

    private static String text(Cut cut) {
        return Texts.cut(cut.what() + ": " + cut.count() + " (" + cut.limit() + ")", 300);
    }

    private static String text(Missing missing) {
        String remedy = missing.remedy().isEmpty() ? "" : "; to see it: " + missing.remedy();
        return Texts.cut(missing.what() + ": " + missing.why() + remedy, 1_000);
    }
}
