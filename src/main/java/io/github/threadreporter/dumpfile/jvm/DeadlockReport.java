package io.github.threadreporter.dumpfile.jvm;

import io.github.threadreporter.model.LockRef;
import org.jspecify.annotations.Nullable;

/**
 * HotSpot's report of deadlocks. It shows the stacks of their threads once more, which are passed over; of use is that it
 * names owners also where the dump does not list who holds {@code java.util.concurrent} locks.
 */
final class DeadlockReport {

    static final String BEGIN = "Found one Java-level deadlock";
    private static final String HELD = "which is held by \"";

    private final DumpDraft dump;

    private @Nullable LockRef lock;

    DeadlockReport(DumpDraft dump) {
        this.dump = dump;
    }

    void line(String text) {
        if (text.startsWith("waiting to lock monitor ") || text.startsWith("waiting for ownable synchronizer ")) {
            lock = lock(text);
        } else if (text.startsWith(HELD)) {
            int end = text.lastIndexOf('"');
            if (lock != null && end >= HELD.length()) {
                dump.owner(lock, text.substring(HELD.length(), end));
            }
            lock = null;
        }
    }

    /**
     * Of {@code waiting to lock monitor 0x1 (object 0x2, a com.acme.Stock),} and {@code waiting for ownable synchronizer
     * 0x2, (a java.util.concurrent.locks.ReentrantLock$NonfairSync),}.
     */
    private static @Nullable LockRef lock(String text) {
        int end = text.lastIndexOf(')');
        int type = text.lastIndexOf("a ");
        int address = text.lastIndexOf("0x");
        int comma = address < 0 ? -1 : text.indexOf(',', address);
        if (comma < 0 || type < comma || end < type) {
            return null;
        }
        String object = text.substring(address, comma);
        return LockText.isAddress(object)
                ? new LockRef(text.substring(type + 2, end), LockText.identity(object))
                : null;
    }
}
