package io.github.threadreporter.collect.tasks;

import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Resource.Holder;
import io.github.threadreporter.model.Resource.Need;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A resource while it is being looked at; nobody holds it yet. Not thread-safe. */
public final class ResourceDraft {

    private final LockRef ref;
    private final Resource.Kind kind;
    private final Map<Node, Holder> holders = new LinkedHashMap<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private String name = "";
    private Need need = Need.ALL;
    private String unknown = "";

    ResourceDraft(LockRef ref, Resource.Kind kind) {
        this.ref = ref;
        this.kind = kind;
    }

    /** A name in words, where it has one. */
    public ResourceDraft name(String value) {
        name = value;
        return this;
    }

    /**
     * A thread must act.
     *
     * @param how in which way it holds it, or empty
     */
    public ResourceDraft holder(LiveThread thread, String how) {
        holders.put(Node.thread(thread.id()), new Holder(Node.thread(thread.id()), how));
        return this;
    }

    /** The same, where it is known for how long it has held it. */
    public ResourceDraft holder(LiveThread thread, String how, Duration held) {
        holders.put(Node.thread(thread.id()), new Holder(Node.thread(thread.id()), how, held));
        return this;
    }

    /** A task must act. */
    public ResourceDraft holder(TaskDraft task, String how) {
        holders.put(task.node(), new Holder(task.node(), how));
        return this;
    }

    /** How many of the holders must act; without this, all. */
    public ResourceDraft need(Need value) {
        need = value;
        return this;
    }

    /** Not all who could act are known. */
    public ResourceDraft unknown(String why) {
        unknown = why;
        return this;
    }

    /** Something else that is known, in words. */
    public ResourceDraft fact(String fact, String value) {
        facts.put(fact, value);
        return this;
    }

    /** Who must act, as far as it is known. */
    Set<Node> holders() {
        return holders.keySet();
    }

    LockRef ref() {
        return ref;
    }

    Resource finish() {
        return new Resource(ref, kind, name, List.copyOf(holders.values()), need, unknown, facts);
    }
}
