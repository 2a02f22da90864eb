package io.github.threadreporter.dumpfile.jvm;

import org.jspecify.annotations.Nullable;

/**
 * The title of a dump: {@code Full thread dump OpenJDK 64-Bit Server VM (17.0.15+6-Debian-1deb12u1 mixed mode, sharing):}.
 *
 * @param at where in its line it begins: what stands before stands before every line of the dump
 * @param vm name of the VM
 * @param version its version
 */
record TitleText(int at, String vm, String version) {

    private static final String TITLE = "Full thread dump ";

    /** Longest name or version that is kept. */
    private static final int LENGTH = 200;

    private static final int JDK_8_VM = 25;

    static @Nullable TitleText parse(String line) {
        int at = line.indexOf(TITLE);
        if (at < 0) {
            return null;
        }
        String rest = line.substring(at + TITLE.length()).strip();
        int open = rest.lastIndexOf(" (");
        boolean whole = rest.endsWith("):") || rest.endsWith(")");
        if (open <= 0 || !whole) {
            // Without a version only where nothing else would do: a sentence may speak of a full thread dump, too.
            return at == 0 && rest.endsWith(":")
                    ? new TitleText(at, cut(rest.substring(0, rest.length() - 1)), "")
                    : null;
        }
        String inside = rest.substring(open + 2, rest.lastIndexOf(')'));
        int space = inside.indexOf(' ');
        return new TitleText(at, cut(rest.substring(0, open)), cut(space < 0 ? inside : inside.substring(0, space)));
    }

    private static String cut(String text) {
        return text.length() <= LENGTH ? text : text.substring(0, LENGTH);
    }

    /** The feature version of a VM's or a runtime's version, or 0 where it cannot be told. */
    static int feature(String version) {
        int first = leading(version, 0);
        int second = version.startsWith(first + ".")
                ? leading(version, String.valueOf(first).length() + 1)
                : -1;
        if (first == 1 && second > 0) {
            return second; // 1.8.0_292
        }
        boolean hotspotExpress = second >= 0 && version.startsWith("-b", (first + "." + second).length());
        if (hotspotExpress) {
            return first == JDK_8_VM ? 8 : first == JDK_8_VM - 1 ? 7 : 0; // 25.292-b10 is the VM of JDK 8
        }
        return Math.max(0, first);
    }

    private static int leading(String text, int from) {
        int end = from;
        while (end < text.length() && end - from < 6 && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end == from ? -1 : Integer.parseInt(text.substring(from, end));
    }
}
