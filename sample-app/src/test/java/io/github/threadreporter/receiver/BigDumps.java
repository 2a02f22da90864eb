package io.github.threadreporter.receiver;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** Dumps with many threads, and changes of the realistic one. */
final class BigDumps {

    private static final JsonMapper JSON = new JsonMapper();

    private BigDumps() {}

    /** {@code distinct} threads with a stack each, and {@code equal} ones that share another. */
    static byte[] of(int distinct, int equal) {
        ObjectNode dump = JSON.createObjectNode();
        dump.put("format", "thread-reporter/1").put("id", Envelopes.CAPTURE).put("takenAt", "2026-01-31T12:00:00Z");
        dump.put("headline", "Many threads");
        ArrayNode frames = dump.putArray("frames");
        ArrayNode stacks = dump.putArray("stacks");
        ArrayNode threads = dump.putArray("threads");
        ArrayNode groups = dump.putArray("groups");
        for (int i = 0; i < distinct; i++) {
            frames.addObject()
                    .put("class", "com.acme.Job" + i)
                    .put("method", "run")
                    .put("file", "Job.java")
                    .put("line", i + 1)
                    .put("inApp", true);
            stacks.addObject().putArray("frames").add(i);
            thread(threads, i + 1, "job-" + i, "RUNNABLE", i);
            groups.addObject().put("role", "running").putArray("threads").add(i + 1);
        }
        frames.addObject().put("class", "com.acme.Call").put("method", "await").put("inApp", true);
        stacks.addObject().putArray("frames").add(distinct);
        ArrayNode members = groups.addObject().put("role", "waiting").putArray("threads");
        for (int i = 0; i < equal; i++) {
            int id = 1_000_000 + i;
            thread(threads, id, "", "WAITING", distinct).put("kind", "virtual");
            members.add(id);
        }
        return bytes(dump);
    }

    private static ObjectNode thread(ArrayNode threads, int id, String name, String state, int stack) {
        return threads.addObject()
                .put("id", id)
                .put("name", name)
                .put("kind", "platform")
                .put("state", state)
                .put("stack", stack);
    }

    static byte[] deadlock(Consumer<ObjectNode> change) {
        try {
            ObjectNode dump = (ObjectNode) JSON.readTree(Envelopes.resource("deadlock.json"));
            change.accept(dump);
            return bytes(dump);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(ObjectNode dump) {
        try {
            return JSON.writeValueAsBytes(dump);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
