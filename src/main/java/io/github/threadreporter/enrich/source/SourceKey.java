package io.github.threadreporter.enrich.source;

import io.github.threadreporter.model.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which source file a frame comes from.
 *
 * @param packageName package of the class, empty for the default one
 * @param file name of the file without a folder
 * @param module the JDK's module that holds the class, empty for everything that is not of the JDK
 */
record SourceKey(String packageName, String file, String module) {

    // Names come from class files, which may hold anything: only what cannot lead out of a folder is taken.
    private static final Pattern FILE = Pattern.compile("[^/\\\\:*?\"<>|\\p{Cntrl}]{1,200}\\.(java|kts?|groovy|scala)");
    private static final Pattern PACKAGE =
            Pattern.compile("([^./\\\\:*?\"<>|\\p{Cntrl}]+(\\.[^./\\\\:*?\"<>|\\p{Cntrl}]+)*)?");
    private static final Pattern MODULE = Pattern.compile("[\\w$]+(\\.[\\w$]+)*");

    private static final int MOST_FOLDERS_OMITTED = 8;

    /** Null where the frame names no source file of Java, Kotlin, Groovy or Scala, or one that cannot be. */
    static @Nullable SourceKey of(Frame frame) {
        String file = frame.file();
        String name = frame.className();
        int hidden = name.indexOf('/');
        String className = hidden < 0 ? name : name.substring(0, hidden);
        String packageName = className.substring(0, Math.max(className.lastIndexOf('.'), 0));
        String module = frame.module();
        if (file == null
                || className.length() > 1_000
                || !FILE.matcher(file).matches()
                || !PACKAGE.matcher(packageName).matches()) {
            return null;
        }
        if (module == null || !frame.inJdkModule() || !MODULE.matcher(module).matches()) {
            return new SourceKey(packageName, file, "");
        }
        return new SourceKey(packageName, file, module);
    }

    boolean ofTheJdk() {
        return !module.isEmpty();
    }

    /** Where the file may be below a folder or in an archive, likeliest first, with {@code /} between folders. */
    List<String> paths() {
        String folders = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
        List<String> paths = new ArrayList<>();
        if (ofTheJdk()) {
            paths.add(module + "/" + folders + file);
        }
        paths.add(folders + file);
        if (rootMayBeOmitted()) {
            String rest = folders;
            for (int i = 0; i < MOST_FOLDERS_OMITTED && !rest.isEmpty(); i++) {
                rest = rest.substring(rest.indexOf('/') + 1);
                paths.add(rest + file);
            }
        }
        return paths;
    }

    /** Kotlin's convention, which Scala projects follow too: the folders of the common root package are left out. */
    private boolean rootMayBeOmitted() {
        return file.endsWith(".kt") || file.endsWith(".kts") || file.endsWith(".scala");
    }

    /** Whether comments of the language may be nested. */
    boolean commentsNest() {
        return rootMayBeOmitted();
    }

    /** Whether packages of the language may be declared piece by piece. */
    boolean packagesNest() {
        return file.endsWith(".scala");
    }
}
