package io.github.threadreporter.enrich.source;

import io.github.threadreporter.enrich.FrameMapper;
import io.github.threadreporter.enrich.source.SourceOutcome.Absent;
import io.github.threadreporter.enrich.source.SourceOutcome.Found;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.ThreadDump;
import java.io.File;
import java.nio.file.FileSystems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Adds source lines to frames: {@link CaptureLimits#sourceLines()} before and after the line of the frame, each at most
 * {@link CaptureLimits#sourceLineLength()} characters.
 *
 * <p>Java, Kotlin, Groovy and Scala files are looked for, in this order: in the configured roots (folders, jars, zips);
 * for each entry of the class path in the {@code -sources.jar} beside it (Maven's repository and Gradle's cache too),
 * or in the source folders of the project that a folder of classes belongs to, then in the entry itself (top level,
 * {@code BOOT-INF/classes}, {@code WEB-INF/classes}, {@code META-INF/sources}); for classes of the JDK in its {@code
 * lib/src.zip}. A file counts only if it declares the package of the class.
 *
 * <p><b>Consistency:</b> nothing tells whether a source file is of the version that runs; a file that is too short for
 * a frame is reported, a file with other lines is not noticed. A file or archive that changes between captures is read
 * again. A class whose source was not found is looked for again once any place changed.
 *
 * <p><b>Overhead:</b> each distinct file is read once, each archive opened at most once a capture, one at a time (the
 * first capture opens the first jars of the class path once more, for their manifests). The
 * lines shown, failed look-ups and directories of archives are kept for the next capture in at most {@link
 * CaptureLimits#sourceCacheChars()} characters, the least recently used leaving first; whole files are not kept. Reads
 * disks, so it belongs behind the pause of a capture.
 *
 * <p><b>Errors:</b> never throws because of what a dump or a disk holds: what was not found, and why, is in the account
 * of the dump. Thread-safe.
 */
public final class SourceLookup implements UnaryOperator<ThreadDump> {

    private static final String UPLOADED_MARK = "sentry-debug-meta.properties";

    private final List<Path> roots;
    private final List<Path> classPath;
    private final @Nullable Path javaHome;
    private final CaptureLimits limits;
    private final boolean uploadedSources;
    private final SourceDisk disk;
    private final SourceCache cache;
    private volatile @Nullable SourcePlaces places;

    private SourceLookup(Builder builder) {
        this.roots = List.copyOf(builder.roots);
        this.classPath = List.copyOf(builder.classPath);
        this.javaHome = builder.javaHome;
        this.limits = builder.limits;
        this.uploadedSources = builder.uploadedSources;
        this.disk = builder.disk;
        this.cache = new SourceCache(limits.sourceCacheChars());
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * A look-up for the JVM that it runs in: its class path and its JDK. Reads system properties only; disks are first
     * read by the first capture.
     */
    public static SourceLookup ofRunningJvm(CaptureLimits limits, List<Path> roots) {
        return forRunningJvm().limits(limits).roots(roots).build();
    }

    /** As {@link #ofRunningJvm}, with more to set. */
    public static Builder forRunningJvm() {
        Builder builder = builder().classPath(System.getProperty("java.class.path", ""));
        String javaHome = System.getProperty("java.home");
        return javaHome == null ? builder : builder.javaHome(Path.of(javaHome));
    }

    /**
     * Whether the application's build uploaded its sources to Sentry (sentry-maven-plugin leaves a mark on the class
     * path): the value for {@link Builder#uploadedSources}. Asks the class loader, which takes locks of its own, so call
     * it when the reporter is built and not while capturing.
     *
     * @param loader the application's class loader, or null for the system one
     */
    public static boolean sourcesUploaded(@Nullable ClassLoader loader) {
        return loader == null
                ? ClassLoader.getSystemResource(UPLOADED_MARK) != null
                : loader.getResource(UPLOADED_MARK) != null;
    }

    @Override
    public ThreadDump apply(ThreadDump dump) {
        FrameMapper frames = new FrameMapper(dump);
        WantedSources wanted = WantedSources.of(frames.frames(), uploadedSources);
        SourcePlaces where = places();
        SourcePlaces.Present present = where.present();
        SourcePass pass = new SourcePass(present, cache, disk, limits);
        Map<SourceKey, SourceOutcome> outcomes = pass.find(wanted.lines());

        SourceTally tally = new SourceTally();
        ThreadDump sourced = frames.map(frame -> withSource(frame, wanted, outcomes, tally));
        where.missingRoots(present).forEach(tally::missingRoot);
        tally.classPathCut(where.leftOut());
        pass.broken().forEach(tally::broken);
        return sourced.withAccount(tally.addTo(sourced.account(), limits));
    }

    private static Frame withSource(
            Frame frame, WantedSources wanted, Map<SourceKey, SourceOutcome> outcomes, SourceTally tally) {
        SourceKey key = wanted.keys().get(frame);
        if (key == null) {
            SourceGap excuse = wanted.excused().get(frame);
            if (excuse != null) {
                tally.missing(excuse, frame.className());
            }
            return frame;
        }
        SourceOutcome outcome = outcomes.get(key);
        if (outcome instanceof Found found) {
            Snippet snippet = found.snippets().get(frame.line());
            if (snippet != null) {
                tally.shown(snippet);
                return frame.withSource(snippet.context());
            }
            tally.missing(SourceGap.BEYOND_END, frame.className());
        } else if (outcome instanceof Absent absent) {
            tally.absent(absent.gap(), key, frame.className());
        }
        return frame;
    }

    /** Made by the first capture. Two at once may both make it: it is the same twice. */
    private SourcePlaces places() {
        SourcePlaces made = places;
        if (made == null) {
            made = SourcePlaces.of(roots, classPath, javaHome, disk);
            places = made;
        }
        return made;
    }

    /** Where to look, and how much to show. Not thread-safe. */
    public static final class Builder {

        private final List<Path> roots = new ArrayList<>();
        private final List<Path> classPath = new ArrayList<>();
        private @Nullable Path javaHome;
        private CaptureLimits limits = CaptureLimits.DEFAULTS;
        private boolean uploadedSources;
        private SourceDisk disk = SourceDisk.REAL;

        private Builder() {}

        /**
         * Folders such as {@code src/main/java}, and jars or zips, that are looked through first. A root that is not
         * there is reported by each capture, not an error: one configuration serves machines with and without sources.
         *
         * @throws IllegalArgumentException naming {@code sourceRoots} and the value, if a path is empty or not of the
         *     default file system
         */
        public Builder roots(List<Path> value) {
            List<Path> valid = new ArrayList<>();
            for (Path root : value) {
                if (root.toString().isBlank() || !root.getFileSystem().equals(FileSystems.getDefault())) {
                    throw new IllegalArgumentException(
                            "sourceRoots: '" + root + "' is not a folder, jar or zip on disk");
                }
                valid.add(root.toAbsolutePath().normalize());
            }
            roots.clear();
            roots.addAll(valid);
            return this;
        }

        /**
         * A class path as in {@code java.class.path}; entries that are no paths are left out, as the JVM does. Of the
         * first jars the manifest's {@code Class-Path} is followed, one level deep.
         */
        public Builder classPath(String value) {
            classPath.clear();
            StringTokenizer entries = new StringTokenizer(value, File.pathSeparator);
            while (entries.hasMoreTokens()) {
                String entry = entries.nextToken();
                try {
                    classPath.add(Path.of(entry).toAbsolutePath().normalize());
                } catch (InvalidPathException e) {
                    // The JVM found nothing there either.
                }
            }
            return this;
        }

        /** The folder of the JDK whose {@code lib/src.zip} holds the JDK's sources; none by default. */
        public Builder javaHome(Path value) {
            javaHome = value.toAbsolutePath();
            return this;
        }

        /** Default {@link CaptureLimits#DEFAULTS}. */
        public Builder limits(CaptureLimits value) {
            limits = value;
            return this;
        }

        /** Whether Sentry has the application's sources already: in-app frames are then left alone. Default false. */
        public Builder uploadedSources(boolean value) {
            uploadedSources = value;
            return this;
        }

        Builder disk(SourceDisk value) {
            disk = value;
            return this;
        }

        public SourceLookup build() {
            return new SourceLookup(this);
        }
    }
}
