package io.github.threadreporter.enrich;

import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.ThreadDump;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Marks the frames that are code of the application.
 *
 * <p>A prefix is the name of a package or class and ends at a boundary: {@code com.acme} stands for {@code com.acme.X}
 * and {@code com.acme.sub.Y}, not for {@code com.acmeX}; {@code com.acme.Stock} stands for itself, its nested classes,
 * and whatever was generated from it ({@code com.acme.Stock$$Lambda/0x...}, {@code com.acme.Stock$$SpringCGLIB$$0}).
 * Of several prefixes that fit, the longest decides. Frames of the JDK's modules ({@code java.*}, {@code jdk.*}) are
 * never in-app.
 *
 * <p>With no prefix to include, the package of the main class is taken: its first two segments ({@code
 * com.acme.orders.Main} gives {@code com.acme}, so that in-house libraries count); its first three where the first two
 * belong to many owners ({@code io.github.user}, {@code uk.co.acme}); the whole package where fewer segments would
 * take in a well-known library. Where the main class tells nothing (unknown, a jar, the default package, a launcher
 * such as {@code org.springframework.boot.loader}), everything is in-app that is neither of the JDK nor of a well-known
 * library.
 *
 * <p>Immutable and thread-safe. It costs one look-up for each distinct frame.
 */
public final class InAppMarker implements UnaryOperator<ThreadDump> {

    private final Map<String, Boolean> verdicts;
    private final boolean otherwise;

    private InAppMarker(Map<String, Boolean> verdicts, boolean otherwise) {
        this.verdicts = Map.copyOf(verdicts);
        this.otherwise = otherwise;
    }

    /**
     * A marker for these prefixes.
     *
     * @param includes packages or classes of the application; empty for a guess from the main class
     * @param excludes packages or classes that are not, e.g. a part of an included package
     * @param mainClass {@link io.github.threadreporter.model.JvmInfo#mainClass()}; only looked at where {@code
     *     includes} is empty
     * @throws IllegalArgumentException naming {@code inApp} or {@code inAppExcludes} and the value, if a prefix is not
     *     the name of a package or class, or is in both lists
     */
    public static InAppMarker of(List<String> includes, List<String> excludes, String mainClass) {
        Map<String, Boolean> verdicts = new HashMap<>();
        boolean otherwise = false;
        if (includes.isEmpty()) {
            Optional<String> guess = MainPackage.of(mainClass);
            guess.ifPresent(prefix -> verdicts.put(prefix, true));
            if (guess.isEmpty()) {
                otherwise = true;
                KnownLibraries.PREFIXES.forEach(prefix -> verdicts.put(prefix, false));
            }
        }
        includes.forEach(prefix -> verdicts.put(valid("inApp", prefix), true));
        for (String prefix : excludes) {
            if (includes.contains(valid("inAppExcludes", prefix))) {
                throw new IllegalArgumentException("inAppExcludes: '" + prefix + "' is also in inApp");
            }
            verdicts.put(prefix, false);
        }
        return new InAppMarker(verdicts, otherwise);
    }

    @Override
    public ThreadDump apply(ThreadDump dump) {
        return new FrameMapper(dump).map(frame -> {
            boolean inApp = isInApp(frame);
            return inApp == frame.inApp() ? frame : frame.withInApp(inApp);
        });
    }

    /** Whether this is code of the application; what the frame itself says so far is not looked at. */
    public boolean isInApp(Frame frame) {
        return !ofTheJdk(frame) && verdict(frame.className());
    }

    /** The same where the module is not known. */
    public boolean isInApp(String className) {
        return !isNamedLikeTheJdk(className) && verdict(className);
    }

    private boolean verdict(String className) {
        // From the whole name to its first segment: the first prefix met is the longest. Cutting at '$' too leads from
        // a nested or generated class to its host.
        String name = className;
        while (true) {
            Boolean verdict = verdicts.get(name);
            if (verdict != null) {
                return verdict;
            }
            int cut = Math.max(name.lastIndexOf('.'), name.lastIndexOf('$'));
            if (cut < 0) {
                return otherwise;
            }
            name = name.substring(0, cut);
        }
    }

    private static boolean ofTheJdk(Frame frame) {
        return frame.inJdkModule() || frame.className().startsWith("java.");
    }

    private static boolean isNamedLikeTheJdk(String className) {
        return className.startsWith("java.")
                || className.startsWith("jdk.")
                || className.startsWith("sun.")
                || className.startsWith("com.sun.");
    }

    private static String valid(String key, String prefix) {
        for (String segment : prefix.split("\\.", -1)) {
            boolean name = !segment.isEmpty()
                    && Character.isJavaIdentifierStart(segment.charAt(0))
                    && segment.chars().allMatch(Character::isJavaIdentifierPart);
            if (!name) {
                throw new IllegalArgumentException(
                        key + ": '" + prefix + "' is not the name of a package or class, such as com.acme");
            }
        }
        return prefix;
    }
}
