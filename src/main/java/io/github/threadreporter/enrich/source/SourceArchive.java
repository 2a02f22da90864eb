package io.github.threadreporter.enrich.source;

import io.github.threadreporter.enrich.source.SourceDisk.Stamp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Looks for source files in a jar or zip. Opened at most once a pass, and not at all where the directory kept from an
 * earlier pass tells that nothing wanted is inside; closed before the next archive is opened, so that a long class path
 * never holds more than one file descriptor.
 */
final class SourceArchive {

    private final Path file;
    private final Stamp stamp;
    private final SourcePass pass;

    SourceArchive(SourcePlace place, Stamp stamp, SourcePass pass) {
        this.file = place.path();
        this.stamp = stamp;
        this.pass = pass;
    }

    void find(List<SourceKey> wanted) {
        ArchiveIndex kept = pass.cache().get(file, ArchiveIndex.class);
        if (kept == null || !kept.stamp().equals(stamp)) {
            open(wanted, null);
        } else if (wanted.stream().anyMatch(kept::mayHold)) {
            open(wanted, kept);
        }
    }

    private void open(List<SourceKey> wanted, @Nullable ArchiveIndex kept) {
        try (ZipFile zip = pass.disk().openArchive(file)) {
            ArchiveIndex index = kept;
            if (index == null) {
                index = ArchiveIndex.of(zip, stamp);
                pass.cache().put(file, index);
            }
            for (SourceKey key : wanted) {
                find(key, zip, index);
            }
        } catch (ZipException | RuntimeException e) {
            // A mangled archive makes the JDK's reader throw unchecked exceptions too. It stays mangled till replaced.
            pass.cache().put(file, ArchiveIndex.broken(stamp, e.toString()));
            pass.broken(file, e.toString());
        } catch (IOException e) {
            pass.unreadable(file, e.toString());
        }
    }

    private void find(SourceKey key, ZipFile zip, ArchiveIndex index) {
        for (String path : key.paths()) {
            for (String name : index.names(path)) {
                ZipEntry entry = zip.getEntry(name);
                if (entry != null && !entry.isDirectory() && offer(key, zip, entry)) {
                    return;
                }
            }
        }
    }

    private boolean offer(SourceKey key, ZipFile zip, ZipEntry entry) {
        try (InputStream in = zip.getInputStream(entry)) {
            return pass.offer(key, SourceText.read(in, entry.getSize(), pass.limits()), file, stamp);
        } catch (IOException e) {
            pass.refuse(key, SourceGap.of(e));
            return false;
        }
    }
}
