package io.github.threadreporter.dumpfile.json;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource;
import io.github.threadreporter.model.Wait;
import io.github.threadreporter.model.WaitGraph;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who waits for what. Whether what is named is there is not asked: a limit may have left it out. */
final class WaitReader {

    private final JsonCursor json;
    private final NodeReader nodes;
    private final LockReader locks;
    private final ContextReader contexts;
    private final List<Resource> resources = new ArrayList<>();
    private final List<Wait> waits = new ArrayList<>();

    WaitReader(JsonCursor json, CaptureLimits limits, ReadCuts cuts) {
        this.json = json;
        this.nodes = new NodeReader(json);
        this.locks = new LockReader(json);
        this.contexts = new ContextReader(json, limits, cuts);
    }

    void resources() throws IOException {
        json.beginArray();
        while (json.nextElement()) {
            resources.add(resource());
        }
    }

    void waits() throws IOException {
        json.beginArray();
        while (json.nextElement()) {
            waits.add(oneWait());
        }
    }

    WaitGraph finish() {
        return resources.isEmpty() && waits.isEmpty() ? WaitGraph.EMPTY : new WaitGraph(resources, waits);
    }

    private Resource resource() throws IOException {
        String className = null;
        String identity = null;
        Resource.Kind kind = null;
        String resourceName = "";
        List<Resource.Holder> holders = List.of();
        Resource.Need need = null;
        String unknown = "";
        Map<String, String> facts = Map.of();
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "class" -> className = json.sharedText();
                case "id" -> identity = json.sharedText();
                case "kind" -> kind = json.constant(Resource.Kind.values());
                case "name" -> resourceName = json.sharedText();
                case "holders" -> holders = holders();
                case "need" -> need = json.constant(Resource.Need.values());
                case "unknown" -> unknown = json.sharedText();
                case "facts" -> facts = contexts.map();
                default -> json.skip();
            }
        }
        return new Resource(
                new LockRef(json.required(className, "class"), json.required(identity, "id")),
                json.required(kind, "kind"),
                resourceName,
                holders,
                json.required(need, "need"),
                unknown,
                facts);
    }

    private List<Resource.Holder> holders() throws IOException {
        List<Resource.Holder> holders = new ArrayList<>();
        json.beginArray();
        while (json.nextElement()) {
            Node who = null;
            String how = "";
            Duration held = null;
            for (String name = json.firstMember(); name != null; name = json.nextMember()) {
                switch (name) {
                    case "who" -> who = nodes.node();
                    case "how" -> how = json.sharedText();
                    case "heldMicros" -> held = json.micros();
                    default -> json.skip();
                }
            }
            holders.add(new Resource.Holder(json.required(who, "who"), how, held));
        }
        return holders;
    }

    private Wait oneWait() throws IOException {
        Node who = null;
        LockRef what = null;
        boolean timed = false;
        Duration waited = null;
        for (String name = json.firstMember(); name != null; name = json.nextMember()) {
            switch (name) {
                case "who" -> who = nodes.node();
                case "what" -> what = locks.lock();
                case "timed" -> timed = json.flag();
                case "waitedMicros" -> waited = json.micros();
                default -> json.skip();
            }
        }
        return new Wait(json.required(who, "who"), json.required(what, "what"), timed, waited);
    }
}
