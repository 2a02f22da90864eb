package io.github.threadreporter.enrich.source;

import io.github.threadreporter.model.Account;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Missing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts what one pass could not show, and adds it to a dump's account. */
final class SourceTally {

    /** Reasons, and archives, that one dump tells apart. */
    private static final int MOST = 16;

    private final Map<SourceGap, Set<String>> classes = new LinkedHashMap<>();
    private final Set<SourceKey> tooLarge = new HashSet<>();
    private final List<Missing> others = new ArrayList<>();
    private int othersLeft = MOST;
    private long shortened;
    private int classPathCut;

    void missing(SourceGap gap, String className) {
        SourceGap counted = classes.size() < MOST || classes.containsKey(gap) ? gap : SourceGap.OTHER;
        classes.computeIfAbsent(counted, reason -> new HashSet<>()).add(className);
    }

    void absent(SourceGap gap, SourceKey file, String className) {
        if (gap.equals(SourceGap.TOO_LARGE)) {
            tooLarge.add(file);
        } else {
            missing(gap, className);
        }
    }

    void shown(Snippet snippet) {
        shortened += snippet.shortened();
    }

    void classPathCut(int entries) {
        classPathCut = entries;
    }

    void missingRoot(Path root) {
        other(new Missing("source root " + root, "neither a folder nor a file", "correct or remove the source root"));
    }

    void broken(Path archive, String why) {
        other(new Missing("sources in " + archive, why, "replace the archive, or let the process read it"));
    }

    private void other(Missing missing) {
        if (othersLeft-- > 0) {
            others.add(missing);
        }
    }

    Account addTo(Account account, CaptureLimits limits) {
        List<Missing> missing = new ArrayList<>(account.missing());
        classes.forEach((gap, names) -> missing.add(new Missing(
                "source of " + names.size() + (names.size() == 1 ? " class" : " classes"), gap.why(), gap.remedy())));
        missing.addAll(others);
        if (othersLeft < 0) {
            missing.add(new Missing("sources in " + -othersLeft + " more places", "as before", ""));
        }
        List<Cut> cuts = new ArrayList<>(account.cuts());
        if (shortened > 0) {
            cuts.add(new Cut("ends of source lines", shortened, "sourceLineLength=" + limits.sourceLineLength()));
        }
        if (classPathCut > 0) {
            cuts.add(new Cut("entries of the class path", classPathCut, "most=" + ManifestClassPath.MOST_ENTRIES));
        }
        if (!tooLarge.isEmpty()) {
            cuts.add(new Cut("source files", tooLarge.size(), "sourceFileChars=" + limits.sourceFileChars()));
        }
        return new Account(missing, cuts, account.masked());
    }
}
