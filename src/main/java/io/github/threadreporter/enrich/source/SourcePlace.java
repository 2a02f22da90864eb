package io.github.threadreporter.enrich.source;

import java.nio.file.Path;

/**
 * Somewhere that source files may be.
 *
 * @param path a folder or an archive; whether it is there, and which of the two, is seen at each pass
 * @param scope whose sources it can hold
 */
record SourcePlace(Path path, Scope scope) {

    enum Scope {
        /** A configured root. */
        ALL,
        /** On or beside the class path. */
        CLASS_PATH,
        /** The JDK's own sources. */
        JDK
    }

    boolean serves(SourceKey key) {
        return scope == Scope.ALL || (scope == Scope.JDK) == key.ofTheJdk();
    }
}
