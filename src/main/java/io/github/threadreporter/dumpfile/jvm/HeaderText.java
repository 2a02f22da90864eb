package io.github.threadreporter.dumpfile.jvm;

import io.github.threadreporter.model.Usage;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a thread in HotSpot's text. Names are written as they are: they may hold quotes and ends of lines, so
 * a name ends at the last quote.
 *
 * @param name the thread's name
 * @param id its thread id, or 0: JDK 7 and threads of the JVM itself have none
 * @param java whether it is a thread that can run Java code
 * @param virtual whether it says so; only our own text does
 * @param daemon whether it is a daemon
 * @param priority its Java priority, or 0
 * @param usage CPU time and allocation
 * @param elapsedMillis how long ago it was started, or -1
 * @param words what it does, e.g. {@code waiting for monitor entry}
 */
record HeaderText(
        String name,
        long id,
        boolean java,
        boolean virtual,
        boolean daemon,
        int priority,
        Usage usage,
        long elapsedMillis,
        String words) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final int MILLIS_PER_SECOND = 1_000;
    private static final int RADIX_STEP = 1_024;

    /** @param text a line that begins with a quote; null where it is no header, or not a whole one */
    static @Nullable HeaderText parse(String text) {
        int quote = text.lastIndexOf('"');
        if (quote <= 0) {
            return null;
        }
        String attributes = text.substring(quote + 1);
        boolean header = attributes.contains(" tid=")
                || attributes.startsWith(" prio=")
                || attributes.startsWith(" os_prio=")
                || attributes.startsWith(" daemon prio=")
                || (attributes.length() > 2 && attributes.startsWith(" #") && Character.isDigit(attributes.charAt(2)));
        return header ? parse(text.substring(1, quote), attributes) : null;
    }

    private static HeaderText parse(String name, String attributes) {
        long id = 0;
        long elapsed = -1;
        int priority = 0;
        boolean daemon = false;
        boolean virtual = false;
        boolean stack = false;
        long cpu = Usage.UNKNOWN;
        long allocated = Usage.UNKNOWN;
        StringBuilder words = new StringBuilder();
        for (String part : attributes.strip().split("\\s+", -1)) {
            int equals = part.indexOf('=');
            String value = part.substring(equals + 1);
            switch (equals < 0 ? part : part.substring(0, equals)) {
                case "daemon" -> daemon = true;
                case "virtual" -> virtual = true;
                case "prio" -> priority = (int) Math.max(0, Math.min(99, number(value)));
                case "cpu" -> cpu = scaled(value, "ms", NANOS_PER_MILLI);
                case "elapsed" -> elapsed = scaled(value, "s", MILLIS_PER_SECOND);
                case "allocated" -> allocated = bytes(value);
                case "os_prio", "defined_classes", "tid", "nid" -> {
                    // nothing that the model has a place for
                }
                default -> {
                    if (part.startsWith("#")) {
                        id = Math.max(0, number(part.substring(1)));
                    } else if (part.startsWith("[")) {
                        stack |= part.startsWith("[0x");
                    } else {
                        words.append(words.length() == 0 ? "" : " ").append(part);
                    }
                }
            }
        }
        boolean java = id > 0 || stack;
        return new HeaderText(
                name, id, java, virtual, daemon, priority, new Usage(cpu, allocated), elapsed, words.toString());
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static long scaled(String value, String unit, double factor) {
        try {
            double number =
                    value.endsWith(unit) ? Double.parseDouble(value.substring(0, value.length() - unit.length())) : -1;
            return number >= 0 ? Math.round(number * factor) : Usage.UNKNOWN;
        } catch (NumberFormatException e) {
            return Usage.UNKNOWN;
        }
    }

    /** {@code 576B}, {@code 1234K}, {@code 12M}, {@code 3G}. */
    private static long bytes(String value) {
        int power = value.isEmpty()
                ? -1
                : "BKMGT".indexOf(value.toUpperCase(Locale.ROOT).charAt(value.length() - 1));
        return power < 0
                ? Usage.UNKNOWN
                : scaled(value.substring(0, value.length() - 1), "", Math.pow(RADIX_STEP, power));
    }
}
