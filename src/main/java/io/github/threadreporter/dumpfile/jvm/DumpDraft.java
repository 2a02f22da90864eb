package io.github.threadreporter.dumpfile.jvm;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CaptureInfo;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CaptureTimes;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.JvmInfo;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.ThreadDump;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One dump while it is read: its threads within the limits, and what it does not tell. Not thread-safe. */
final class DumpDraft {

    static final String REASON = "file";

    private final FileContext file;
    private final List<ThreadDraft> threads = new ArrayList<>();
    private final Map<String, String> reportedOwners = new HashMap<>();
    private final List<Missing> missing = new ArrayList<>();
    private final Tally tally = new Tally();
    private final long problemsBefore;
    private final long line;

    @Nullable
    String id;

    @Nullable
    Instant takenAt;

    String vm = "";
    String version = "";
    long pid = -1;
    String host = "";
    String mainClass = "";

    /** How long ago its oldest thread was started, or -1. */
    private long elapsedMillis = -1;

    private int unresolved;

    /** @param line where it begins */
    DumpDraft(FileContext file, long line) {
        this.file = file;
        this.line = line;
        this.problemsBefore = file.problems().count();
    }

    ThreadDraft begin(String name) {
        ThreadDraft thread = new ThreadDraft(file.limits().framesPerStack());
        name(thread, name);
        return thread;
    }

    void name(ThreadDraft thread, String name) {
        thread.name = file.name(name, tally);
    }

    void group(ThreadDraft thread, String group) {
        thread.group = file.name(group, tally);
    }

    /** Ends a thread; beyond the limit it is counted only. */
    void add(ThreadDraft thread) {
        int most = file.limits().threads();
        if (threads.size() >= most) {
            tally.add("threads", 1, "threads=" + most);
            return;
        }
        file.budget().keep(thread.name.length() + (1L + thread.held.size()) * Budget.OBJECT);
        int cut = thread.close(file.pool());
        tally.add(
                "oldest frames of deep stacks",
                cut,
                "framesPerStack=" + file.limits().framesPerStack());
        threads.add(thread);
    }

    boolean isEmpty() {
        return threads.isEmpty();
    }

    void elapsed(long millis) {
        elapsedMillis = Math.max(elapsedMillis, millis);
    }

    /** That the file itself says who holds a lock. */
    void owner(LockRef lock, String name) {
        reportedOwners.putIfAbsent(lock.text(), name);
        file.budget().keep(name.length() + Budget.OBJECT);
    }

    void missing(String what, String why, String remedy) {
        missing.add(new Missing(what, why, remedy));
    }

    int feature() {
        return TitleText.feature(version);
    }

    /** Gives every thread an id of its own, and resolves who waits for whom. Once. */
    void resolve() {
        Set<Long> taken = new HashSet<>();
        List<ThreadDraft> without = new ArrayList<>();
        for (ThreadDraft thread : threads) {
            if (thread.id <= 0) {
                without.add(thread);
            } else if (!taken.add(thread.id)) {
                file.problems().add(line, "the dump that begins here has thread #" + thread.id + " twice");
                without.add(thread);
            }
        }
        long next = 1;
        for (ThreadDraft thread : without) {
            while (!taken.add(next)) {
                next++;
            }
            thread.id = next;
        }
        threads.sort(Comparator.comparingLong(thread -> thread.id));
        unresolved = Owners.resolve(threads, reportedOwners);
    }

    /** How many threads wait for a {@code java.util.concurrent} object of which no owner is known; after {@link #resolve}. */
    int unresolved() {
        return unresolved;
    }

    /** The dump; after {@link #resolve}. */
    ThreadDump dump() {
        long damaged = file.problems().count() - problemsBefore;
        if (damaged > 0) {
            missing(
                    "damaged parts of the file",
                    damaged + " places could not be read, the first after line " + line,
                    "");
        }
        Instant taken = takenAt == null ? file.origin().time() : takenAt;
        if (takenAt == null) {
            missing("time of the dump", "the file does not tell: it is the time of the file", "");
        }
        if (elapsedMillis < 0) {
            missing("start of the JVM", "the file does not tell: it is the time of the dump", "");
        }
        JvmInfo jvm = new JvmInfo(
                vm, version, feature(), pid, host, mainClass, taken.minusMillis(Math.max(0, elapsedMillis)));
        CaptureReason reason = new CaptureReason(REASON, file.origin().name());
        List<CapturedThread> captured =
                threads.stream().map(ThreadDraft::captured).toList();
        return new ThreadDump(
                new CaptureInfo(
                        id == null ? UUID.randomUUID().toString().replace("-", "") : id,
                        reason,
                        taken,
                        jvm,
                        CaptureTimes.NONE),
                captured,
                Analysis.NONE,
                new Account(missing, tally.cuts(), Map.of()));
    }
}
