package io.github.threadreporter.enrich.source;

import io.github.threadreporter.enrich.source.SourceDisk.Stamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Looks for source files below a folder, by asking for each; nothing is listed. */
final class SourceFolder {

    private final Path folder;
    private final SourcePass pass;

    SourceFolder(SourcePlace place, SourcePass pass) {
        this.folder = place.path();
        this.pass = pass;
    }

    void find(SourceKey key) {
        for (String path : key.paths()) {
            Path file = resolve(path);
            Stamp stamp = file == null ? null : pass.stamp(file);
            if (file != null && stamp != null && !stamp.folder() && offer(key, file, stamp)) {
                return;
            }
        }
    }

    private boolean offer(SourceKey key, Path file, Stamp stamp) {
        try (InputStream in = pass.disk().open(file)) {
            return pass.offer(key, SourceText.read(in, stamp.size(), pass.limits()), file, stamp);
        } catch (IOException e) {
            pass.refuse(key, SourceGap.of(e));
            return false;
        }
    }

    /** Null for what would lead out of the folder, and for a name that this file system cannot spell. */
    private @Nullable Path resolve(String path) {
        try {
            Path file = folder.resolve(path).normalize();
            return file.startsWith(folder) ? file : null;
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
