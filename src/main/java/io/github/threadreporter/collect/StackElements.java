package io.github.threadreporter.collect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads back what {@code StackTraceElement.toString()} wrote. */
final class StackElements {

    // [loader/][module[@version]/]class.method(place); a place is File.java:12, File.java, Native Method, Unknown
    // Source
    private static final Pattern ELEMENT =
            Pattern.compile("(?:([^/()\\s]*)/)?(?:([^/()\\s]*)/)?([^()\\s]+)\\.([^.()\\s]+)\\(([^()]*)\\)");

    private static final int NATIVE = -2;

    private StackElements() {}

    /** The element, or null where the text is not of that form. */
    static @Nullable StackTraceElement parse(String text) {
        Matcher matcher = ELEMENT.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String module = matcher.group(2) != null ? matcher.group(2) : loaderOrModule(matcher.group(1));
        String place = matcher.group(5);
        int colon = place.lastIndexOf(':');
        int line = place.equals("Native Method") ? NATIVE : lineOf(place, colon);
        String file =
                line == NATIVE || place.equals("Unknown Source") ? null : line > 0 ? place.substring(0, colon) : place;
        return new StackTraceElement(
                null, moduleName(module), moduleVersion(module), matcher.group(3), matcher.group(4), file, line);
    }

    private static int lineOf(String place, int colon) {
        if (colon < 0 || colon == place.length() - 1 || place.length() - colon > 8) {
            return -1;
        }
        for (int i = colon + 1; i < place.length(); i++) {
            if (place.charAt(i) < '0' || place.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(place.substring(colon + 1));
    }

    /** With one prefix alone it is a module when it looks like one of the JDK or has a version, else a class loader. */
    private static @Nullable String loaderOrModule(@Nullable String prefix) {
        return prefix == null || prefix.equals("app") || prefix.equals("platform") ? null : prefix;
    }

    private static @Nullable String moduleName(@Nullable String module) {
        if (module == null || module.isEmpty()) {
            return null;
        }
        int at = module.indexOf('@');
        return at < 0 ? module : module.substring(0, at);
    }

    private static @Nullable String moduleVersion(@Nullable String module) {
        int at = module == null ? -1 : module.indexOf('@');
        return module == null || at < 0 ? null : module.substring(at + 1);
    }
}
