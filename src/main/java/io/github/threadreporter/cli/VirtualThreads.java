package io.github.threadreporter.cli;

import io.github.threadreporter.attach.Answer;
import io.github.threadreporter.attach.Attachment;
import io.github.threadreporter.attach.Deadline;
import io.github.threadreporter.attach.Jvm;
import io.github.threadreporter.attach.Staging;
import io.github.threadreporter.dumpfile.DumpFiles;
import io.github.threadreporter.dumpfile.Reading;
import io.github.threadreporter.dumpfile.jvm.Origin;
import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.ThreadKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Virtual threads beside those that a JVM prints: it writes them by {@code Thread.dump_to_file} into a private folder,
 * from which they are read, and which is removed. Each is seen at a moment of its own, some milliseconds after the
 * others.
 */
final class VirtualThreads {

    /** The JDK that has them. */
    static final int SINCE = 21;

    /** From this one on it may crash when a thread ends, or a virtual thread moves, meanwhile (JDK-8364343). */
    private static final int UNSAFE = 25;

    private static final String FILE = "threads.json";
    private static final String WHAT = "virtual threads that are not mounted";
    private static final String REMEDY = "leave out --no-agent";

    private VirtualThreads() {}

    /** The same dump with those, or with the reason why they are missing. */
    static ThreadDump addedTo(ThreadDump printed, Jvm jvm, Attachment attachment, Deadline deadline, Origin origin) {
        if (printed.info().jvm().feature() >= UNSAFE) {
            return without(printed, "Thread.dump_to_file can crash this JDK (JDK-8364343)");
        }
        try {
            return merged(printed, written(jvm, attachment, deadline, origin));
        } catch (IOException e) {
            return lacking(printed, Texts.failure(e));
        }
    }

    private static ThreadDump written(Jvm jvm, Attachment attachment, Deadline deadline, Origin origin)
            throws IOException {
        try (Staging staging = Staging.in(jvm)) {
            String said;
            try (Answer answer = attachment.execute(
                    deadline, "jcmd", "Thread.dump_to_file -format=json " + staging.seenByTarget(FILE))) {
                said = answer.text().strip();
            }
            Path file = staging.here(FILE);
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(
                        said.isEmpty()
                                ? "it wrote nothing"
                                : said.lines().findFirst().orElse(said));
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                Reading reading = DumpFiles.read(in, origin, CaptureLimits.DEFAULTS);
                if (reading.dumps().isEmpty()) {
                    throw new IOException(reading.problems().get(0).text());
                }
                return reading.dumps().get(0);
            }
        }
    }

    /** Of the second dump the virtual threads that the first does not have; of locks, those that it tells of them. */
    static ThreadDump merged(ThreadDump printed, ThreadDump written) {
        Set<Long> there = new HashSet<>();
        List<CapturedThread> threads = new ArrayList<>(printed.threads());
        threads.forEach(thread -> there.add(thread.id()));
        written.threads().stream()
                .filter(thread -> thread.kind() == ThreadKind.VIRTUAL && there.add(thread.id()))
                .forEach(threads::add);
        threads.sort(Comparator.comparingLong(CapturedThread::id));
        List<Missing> missing = othersThanVirtual(printed);
        for (Missing lack : written.account().missing()) {
            if (lack.what().equals("states and locks")) {
                missing.add(new Missing("states and locks of virtual threads", lack.why(), REMEDY));
            }
        }
        List<Cut> cuts = new ArrayList<>(printed.account().cuts());
        cuts.addAll(written.account().cuts());
        return printed.withThreads(threads)
                .withAccount(new Account(missing, cuts, printed.account().masked()));
    }

    static ThreadDump lacking(ThreadDump printed, String why) {
        return without(printed, "Thread.dump_to_file did not write them: " + why);
    }

    private static ThreadDump without(ThreadDump printed, String why) {
        List<Missing> missing = othersThanVirtual(printed);
        missing.add(new Missing(WHAT, why, REMEDY));
        Account account = printed.account();
        return printed.withAccount(new Account(missing, account.cuts(), account.masked()));
    }

    private static List<Missing> othersThanVirtual(ThreadDump printed) {
        List<Missing> missing = new ArrayList<>(printed.account().missing());
        missing.removeIf(lack -> lack.what().equals(WHAT));
        return missing;
    }
}
