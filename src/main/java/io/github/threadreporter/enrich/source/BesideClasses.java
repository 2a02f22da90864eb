package io.github.threadreporter.enrich.source;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where build tools leave sources, seen from an entry of the class path. */
final class BesideClasses {

    private static final Pattern ARCHIVE = Pattern.compile("(.+)\\.(jar|war|ear|zip)");
    private static final List<String> LANGUAGES = List.of("java", "kotlin", "groovy", "scala");

    /** Output folders, seen from the project's folder; {@code set} is the source set. */
    private static final List<Pattern> OUTPUTS = List.of(
            Pattern.compile("(?<project>.*)/target/(?<set>test-)?classes"), // Maven
            Pattern.compile("(?<project>.*)/target/scala-[^/]+/(?<set>test-)?classes"), // sbt
            Pattern.compile("(?<project>.*)/build/classes/(?:java|kotlin|groovy|scala)/(?<set>[^/]+)"), // Gradle
            Pattern.compile("(?<project>.*)/bin/(?<set>main|test)"), // Eclipse with Gradle
            Pattern.compile("(?<project>.*)/out/(?<set>production|test)/classes")); // IDEA with Gradle

    /** Gradle's cache: {@code files-2.1/group/artifact/version/hash/artifact-version.jar}, sources under another hash. */
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{30,40}");

    private static final int MOST_HASHES = 32;

    private BesideClasses() {}

    /** The places to look in, likeliest first; they need not exist. */
    static Set<Path> of(Path entry) {
        Set<Path> places = new LinkedHashSet<>();
        Matcher archive = ARCHIVE.matcher(name(entry));
        if (archive.matches()) {
            places.addAll(sourceJars(entry, archive.group(1)));
        } else {
            places.addAll(projectFolders(entry));
        }
        places.add(entry);
        return places;
    }

    private static List<Path> sourceJars(Path jar, String base) {
        List<Path> jars = new ArrayList<>();
        jars.add(jar.resolveSibling(base + "-sources.jar"));
        Path folder = jar.getParent();
        Path artifact = folder == null ? null : folder.getParent();
        if (folder == null || artifact == null) {
            return jars;
        }
        // Maven's repository: artifact/version/artifact-version-classifier.jar
        String plain = name(artifact) + "-" + name(folder);
        if (base.startsWith(plain)) {
            jars.add(jar.resolveSibling(plain + "-sources.jar"));
        }
        if (HASH.matcher(name(folder)).matches()) {
            String[] hashes = artifact.toFile()
                    .list((File dir, String name) -> HASH.matcher(name).matches());
            Arrays.stream(hashes == null ? new String[0] : hashes)
                    .sorted()
                    .limit(MOST_HASHES)
                    .forEach(hash -> jars.add(artifact.resolve(hash).resolve(base + "-sources.jar")));
        }
        return jars;
    }

    private static List<Path> projectFolders(Path classes) {
        String path = classes.toString().replace(File.separatorChar, '/');
        for (Pattern output : OUTPUTS) {
            Matcher match = output.matcher(path);
            if (match.matches()) {
                return projectFolders(Path.of(match.group("project") + "/"), set(match.group("set")));
            }
        }
        return List.of();
    }

    private static List<Path> projectFolders(Path project, String set) {
        List<Path> folders = new ArrayList<>();
        Path sources = project.resolve("src").resolve(set);
        LANGUAGES.forEach(language -> folders.add(sources.resolve(language)));
        boolean main = set.equals("main");
        folders.add(project.resolve(
                main ? "target/generated-sources/annotations" : "target/generated-test-sources/test-annotations"));
        folders.add(project.resolve("build/generated/sources/annotationProcessor/java")
                .resolve(set));
        return folders;
    }

    private static String set(@Nullable String name) {
        return name == null || name.equals("production")
                ? "main"
                : name.toLowerCase(Locale.ROOT).equals("test-") ? "test" : name;
    }

    private static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
