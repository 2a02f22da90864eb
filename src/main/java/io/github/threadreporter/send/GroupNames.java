package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.StackGroup;
import java.util.List;

/** The names of the threads of a group, short: {@code order-worker-1, -2 and 6 more}. */
final class GroupNames {

    /** The names of so many are all shown. */
    private static final int FEW = 3;

    private GroupNames() {}

    static String of(StackGroup group) {
        List<CapturedThread> threads = group.threads();
        String first = threads.get(0).displayName();
        if (threads.size() == 1) {
            return first;
        }
        if (threads.size() > FEW) {
            return first + ", " + next(first, threads.get(1)) + " and " + (threads.size() - 2) + " more";
        }
        String middle = threads.size() == FEW ? ", " + next(first, threads.get(1)) : "";
        return first + middle + " and " + next(first, threads.get(threads.size() - 1));
    }

    /** {@code -2} after {@code order-worker-1}: a name that differs in its number alone is its number. */
    private static String next(String first, CapturedThread thread) {
        String name = thread.displayName();
        int base = numberAt(name);
        if (base == 0
                || base == name.length()
                || base != numberAt(first)
                || !name.startsWith(first.substring(0, base))) {
            return name;
        }
        return Character.isLetterOrDigit(name.charAt(base - 1)) ? name.substring(base) : name.substring(base - 1);
    }

    private static int numberAt(String name) {
        int at = name.length();
        while (at > 0 && name.charAt(at - 1) >= '0' && name.charAt(at - 1) <= '9') {
            at--;
        }
        return at;
    }
}
