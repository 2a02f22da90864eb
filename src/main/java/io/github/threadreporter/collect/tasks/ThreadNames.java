package io.github.threadreporter.collect.tasks;

import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** What the names of the threads of one pool have in common. */
final class ThreadNames {

    /** The number, and the word before it where the JDK has put it there; {@code order-worker} is a name of its own. */
    private static final Pattern NUMBERED = Pattern.compile("((?<=\\d|commonPool)-(thread|worker))?[-_# .:]*\\d+$");

    private static final int SHORTEST = 2;

    private ThreadNames() {}

    /** {@code pool-1} of {@code pool-1-thread-1} and {@code pool-1-thread-2}; empty where they have nothing in common. */
    static String common(List<String> names) {
        Iterator<String> rest = names.iterator();
        String common = rest.hasNext() ? withoutNumber(rest.next()) : "";
        while (rest.hasNext() && !common.isEmpty()) {
            String name = withoutNumber(rest.next());
            int at = 0;
            while (at < common.length() && at < name.length() && common.charAt(at) == name.charAt(at)) {
                at++;
            }
            common = common.substring(0, at);
        }
        return common.length() < SHORTEST ? "" : common;
    }

    private static String withoutNumber(String name) {
        return NUMBERED.matcher(name).replaceFirst("");
    }
}
