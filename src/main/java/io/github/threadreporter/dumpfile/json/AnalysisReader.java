package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.Analysis;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.StackGroup;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was worked out about the threads; nothing of it is there in a dump as a collector makes it. */
final class AnalysisReader {

    /** As many as a dump can have threads at all. */
    private static final int IDS = 10_000_000;

    private record Group(StackGroup.Role role, List<Long> threads) {}

    private final JsonCursor json;
    private final NodeReader nodes;
    private final List<Group> groups = new ArrayList<>();
    private final List<Deadlock> deadlocks = new ArrayList<>();
    private int ids;
    private String headline = "";
    private String template = "";
    private List<String> params = List.of();
    private @Nullable Long culprit;
    private List<Node> chain = List.of();

    AnalysisReader(JsonCursor json) {
        this.json = json;
        this.nodes = new NodeReader(json);
    }

    /** Whether the member was one of an analysis; it is read then. */
    boolean read(String name) throws IOException {
        switch (name) {
            case "headline" -> headline = json.text();
            case "headlineTemplate" -> template = json.text();
            case "headlineParams" -> params = params();
            case "culprit" -> culprit = json.number();
            case "chain" -> chain = nodes.nodes();
            case "groups" -> groups();
            case "deadlocks" -> deadlocks();
            default -> {
                return false;
            }
        }
        return true;
    }

    private List<String> params() throws IOException {
        List<String> texts = new ArrayList<>();
        json.beginArray();
        while (json.nextElement()) {
            texts.add(json.text());
        }
        return texts;
    }

    private void groups() throws IOException {
        json.beginArray();
        while (json.nextElement()) {
            StackGroup.Role role = null;
            List<Long> threads = List.of();
            for (String name = json.firstMember(); name != null; name = json.nextMember()) {
                switch (name) {
                    case "role" -> role = json.constant(StackGroup.Role.values());
                    case "threads" -> threads = ids();
                    default -> json.skip();
                }
            }
            groups.add(new Group(json.required(role, "role"), threads));
        }
    }

    private void deadlocks() throws IOException {
        json.beginArray();
        while (json.nextElement()) {
            deadlocks.add(nodes.deadlock());
        }
    }

    private List<Long> ids() throws IOException {
        List<Long> read = new ArrayList<>();
        json.beginArray();
        while (json.nextElement()) {
            if (++ids > IDS) {
                throw json.failure("more than " + IDS + " threads in groups");
            }
            read.add(json.number());
        }
        return read;
    }

    /** @param cut whether threads are missing that groups may name */
    Analysis finish(Map<Long, CapturedThread> threads, boolean cut) throws IOException {
        List<StackGroup> finished = new ArrayList<>(groups.size());
        Set<Long> seen = new HashSet<>();
        for (Group group : groups) {
            List<CapturedThread> members = new ArrayList<>(group.threads.size());
            for (Long id : group.threads) {
                CapturedThread member = threads.get(id);
                if (!seen.add(id)) {
                    throw json.failure("thread " + id + " is in two groups");
                }
                if (member != null) {
                    members.add(member);
                } else if (!cut) {
                    throw json.failure("thread " + id + " is in a group, and not in the dump");
                }
            }
            if (!members.isEmpty()) {
                finished.add(new StackGroup(group.role, members));
            }
        }
        return new Analysis(finished, deadlocks, culprit, headline(), chain);
    }

    /** A document may be older than the template, or somebody's own: the sentence is what was shown. */
    private Headline headline() {
        if (headline.isEmpty()) {
            return Headline.NONE;
        }
        Headline whole = new Headline(template, params);
        return whole.text().equals(headline) ? whole : Headline.of("%s", headline);
    }
}
