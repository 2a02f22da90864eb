package io.github.threadreporter;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The process that dumps are of, as far as it decides what is made of them.
 *
 * @param mainClass its main class, for a guess at the application's packages
 * @param secrets named values of it, of which those with secret names are masked wherever they turn up
 * @param classPath where sources may be, in the form of {@code java.class.path}
 * @param javaHome its JDK, whose sources may be there too
 * @param uploadedSources whether Sentry has the application's sources already
 */
public record Subject(
        String mainClass,
        List<Map<String, String>> secrets,
        String classPath,
        @Nullable Path javaHome,
        boolean uploadedSources) {

    public Subject {
        secrets = List.copyOf(secrets);
    }

    /** A process of which no more is known than its dump tells. */
    public static Subject unknown(String mainClass) {
        return new Subject(mainClass, List.of(), "", null, false);
    }
}
