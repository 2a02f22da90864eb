package io.github.threadreporter.enrich.source;

import java.io.IOException;

/**
 * Why a frame has no source lines.
 *
 * @param why the reason, without the name of a class or file: equal ones are counted together
 * @param remedy what would lift it, or empty
 */
record SourceGap(String why, String remedy) {

    static final SourceGap NOT_FOUND = new SourceGap(
            "no source file found in the source roots or beside the class path",
            "put the -sources.jar beside the jar, or name a source root");
    static final SourceGap NOT_IN_JDK =
            new SourceGap("not in the JDK's lib/src.zip", "name the matching src.zip as a source root");
    static final SourceGap NO_JDK_SOURCES = new SourceGap(
            "this JDK comes without lib/src.zip",
            "install the JDK's sources (Debian: openjdk-N-source), or name a src.zip as a source root");
    static final SourceGap NO_LINE =
            new SourceGap("compiled without source file name or line numbers", "compile with -g:source,lines");
    static final SourceGap OTHER_LANGUAGE =
            new SourceGap("the class names no source file of Java, Kotlin, Groovy or Scala", "");
    static final SourceGap WRONG_PACKAGE =
            new SourceGap("the file of that name declares another package", "check the order of the source roots");
    static final SourceGap BEYOND_END = new SourceGap(
            "the line is beyond the end of the file found: another version, or code that the compiler inlined",
            "provide the sources of the version that runs");
    static final SourceGap BINARY = new SourceGap("the file found is not text", "");
    static final SourceGap UPLOADED = new SourceGap(
            "left to Sentry, where the build uploaded it (sentry-debug-meta.properties is on the class path)", "");
    /** Reported as a cut, not as missing. */
    static final SourceGap TOO_LARGE = new SourceGap("the file is larger than sourceFileChars", "");
    /** Beyond the number of reasons that one dump reports. */
    static final SourceGap OTHER = new SourceGap("other reasons", "");

    static SourceGap unreadable(Exception failure) {
        return new SourceGap(
                "reading failed: " + failure.getClass().getSimpleName(), "let the process read the source files");
    }

    static SourceGap of(IOException failure) {
        return failure instanceof UnusableSource unusable ? unusable.gap() : unreadable(failure);
    }

    /** Whether the next capture would find the same as long as no place changes. A failed read may work next time. */
    boolean lasting() {
        return !why.startsWith("reading failed");
    }
}
