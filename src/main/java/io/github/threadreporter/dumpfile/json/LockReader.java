package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a thread waits for, and what it holds. */
final class LockReader {

    private final JsonCursor json;

    LockReader(JsonCursor json) {
        this.json = json;
    }

    LockWait waitsFor() throws IOException {
        String className = null;
        String identity = null;
        LockWait.How how = null;
        LockWait.Owner owner = null;
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "class" -> className = json.sharedText();
                case "id" -> identity = json.sharedText();
                case "how" -> how = json.constant(LockWait.How.values());
                case "owner" -> owner = owner();
                default -> json.skip();
            }
        }
        LockRef lock = new LockRef(json.required(className, "class"), json.required(identity, "id"));
        return new LockWait(lock, json.required(how, "how"), owner);
    }

    /** Only which one it is. */
    LockRef lock() throws IOException {
        String className = null;
        String identity = null;
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "class" -> className = json.sharedText();
                case "id" -> identity = json.sharedText();
                default -> json.skip();
            }
        }
        return new LockRef(json.required(className, "class"), json.required(identity, "id"));
    }

    private LockWait.Owner owner() throws IOException {
        Long id = null;
        String owner = "";
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "id" -> id = json.number();
                case "name" -> owner = json.sharedText();
                default -> json.skip();
            }
        }
        return new LockWait.Owner(json.required(id, "id"), owner);
    }

    List<HeldLock> holds() throws IOException {
        List<HeldLock> held = new ArrayList<>();
        json.beginArray();
        while (json.nextElement()) {
            held.add(held());
        }
        return held;
    }

    private HeldLock held() throws IOException {
        String className = null;
        String identity = null;
        int depth = HeldLock.UNKNOWN_DEPTH;
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "class" -> className = json.sharedText();
                case "id" -> identity = json.sharedText();
                case "depth" -> depth = json.index();
                default -> json.skip();
            }
        }
        return new HeldLock(new LockRef(json.required(className, "class"), json.required(identity, "id")), depth);
    }
}
