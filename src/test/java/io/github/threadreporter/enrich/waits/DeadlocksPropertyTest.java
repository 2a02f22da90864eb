package io.github.threadreporter.enrich.waits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.model.Deadlock;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource.Kind;
import io.github.threadreporter.model.Resource.Need;
import io.github.threadreporter.model.TaskKind;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Scene;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random graphs against a simulation: let everybody go on who can, until nobody can any more. */
class DeadlocksPropertyTest {

    /** What a node waits for, independent of the classes under test. */
    private record Wish(Set<Node> holders, boolean any, boolean endsAnyway) {}

    private final Map<String, Wish> truth = new TreeMap<>();
    private final List<Node> nodes = new ArrayList<>();

    @Property(tries = 2_000)
    void verdict_isThatOfASimulation(@ForAll long seed) {
        truth.clear();
        nodes.clear();
        ThreadDump dump = random(new Random(seed));

        WaitsFor graph = WaitsFor.of(dump);
        Deadlocks deadlocks = Deadlocks.in(graph);

        Set<Node> stuck = simulate();
        for (Node node : nodes) {
            int number = graph.number(node);
            assertThat(deadlocks.isStuck(number)).as("%s is stuck", node).isEqualTo(stuck.contains(node));
            assertThat(deadlocks.contains(number))
                    .as("%s is part of a deadlock", node)
                    .isEqualTo(stuck.contains(node) && reaches(node, node, stuck));
        }
        Set<Node> seen = new HashSet<>();
        for (Deadlock deadlock : deadlocks.all()) {
            List<Node> members = new ArrayList<>(deadlock.cycle());
            members.addAll(deadlock.others());
            for (Node member : members) {
                assertThat(seen.add(member)).as("%s is in one deadlock", member).isTrue();
                assertThat(reaches(member, deadlock.cycle().get(0), stuck)).isTrue();
                assertThat(reaches(deadlock.cycle().get(0), member, stuck)).isTrue();
            }
            checkCycle(deadlock);
        }
        checkWays(graph, deadlocks);
    }

    /** Each waits for the next and the last for the first; it begins with the thread of the smallest id. */
    private void checkCycle(Deadlock deadlock) {
        List<Node> cycle = deadlock.cycle();
        for (int i = 0; i < cycle.size(); i++) {
            assertThat(wish(cycle.get(i)).holders()).contains(cycle.get((i + 1) % cycle.size()));
        }
        List<Long> ids = deadlock.threadIds();
        if (!ids.isEmpty()) {
            assertThat(cycle.get(0))
                    .isEqualTo(Node.thread(ids.stream().min(Long::compare).orElseThrow()));
        }
    }

    /** Every way ends or runs into a cycle, and behind the ends stand as many threads as lead there. */
    private void checkWays(WaitsFor graph, Deadlocks deadlocks) {
        Ways ways = Ways.through(graph, deadlocks);
        int[] behind = new int[graph.size()];
        for (Node node : nodes) {
            int at = graph.number(node);
            int steps = 0;
            while (ways.next(at) != Ways.NONE && steps <= nodes.size() + 1) {
                at = ways.next(at);
                steps++;
            }
            if (ways.next(at) == Ways.NONE && steps > 0 && node.isThread()) {
                behind[at]++;
            }
        }
        for (int vertex = 0; vertex < graph.size(); vertex++) {
            if (ways.next(vertex) == Ways.NONE) {
                assertThat(ways.threadsBehind(vertex)).isEqualTo(behind[vertex]);
            }
        }
    }

    private ThreadDump random(Random random) {
        Scene scene = new Scene();
        int threads = 1 + random.nextInt(7);
        int tasks = random.nextInt(6);
        for (int id = 1; id <= threads; id++) {
            scene.thread(id);
            nodes.add(Node.thread(id));
        }
        for (int i = 0; i < tasks; i++) {
            scene.task("task-" + i, TaskKind.COROUTINE);
            Node task = Node.task("task-" + i);
            if (random.nextInt(4) == 0) {
                long runner = 1 + random.nextInt(threads);
                scene.task(value -> value.withThread(runner));
                truth.put(task.toString(), new Wish(Set.of(Node.thread(runner)), false, false));
            }
            nodes.add(task);
        }
        int resources = 1 + random.nextInt(6);
        List<Wish> wishes = new ArrayList<>();
        for (int i = 0; i < resources; i++) {
            wishes.add(resource("R" + i, scene, random));
        }
        for (Node node : nodes) {
            if (!truth.containsKey(node.toString()) && random.nextInt(5) > 0) {
                int choice = random.nextInt(resources);
                boolean timed = random.nextInt(8) == 0;
                scene.waits(node, "R" + choice, timed, null);
                Wish wish = wishes.get(choice);
                truth.put(node.toString(), new Wish(wish.holders(), wish.any(), wish.endsAnyway() || timed));
            }
        }
        return scene.dump();
    }

    private Wish resource(String name, Scene scene, Random random) {
        Set<Node> holders = new HashSet<>();
        boolean stranger = random.nextInt(10) == 0;
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            holders.add(nodes.get(random.nextInt(nodes.size())));
        }
        List<Node> listed = new ArrayList<>(holders);
        if (stranger) {
            listed.add(Node.thread(999));
        }
        boolean any = random.nextBoolean();
        boolean unknown = random.nextInt(10) == 0;
        scene.resource(
                name,
                Kind.FUTURE,
                any ? Need.ONE : Need.ALL,
                unknown ? "cannot tell" : "",
                listed.toArray(Node[]::new));
        return new Wish(holders, any, unknown || holders.isEmpty() || (any && stranger));
    }

    private Wish wish(Node node) {
        return truth.getOrDefault(node.toString(), new Wish(Set.of(), false, true));
    }

    /** Who is left when everybody went on who could. */
    private Set<Node> simulate() {
        Set<Node> left = new HashSet<>(nodes);
        boolean moved = true;
        while (moved) {
            moved = left.removeIf(node -> {
                Wish wish = wish(node);
                return wish.endsAnyway()
                        || (wish.any()
                                ? wish.holders().stream().anyMatch(holder -> !left.contains(holder))
                                : wish.holders().stream().noneMatch(left::contains));
            });
        }
        return left;
    }

    /** Whether there is a way of one step or more among those who are stuck. */
    private boolean reaches(Node from, Node to, Set<Node> stuck) {
        Set<Node> seen = new HashSet<>();
        List<Node> open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            for (Node holder : wish(open.remove(open.size() - 1)).holders()) {
                if (stuck.contains(holder)) {
                    if (holder.equals(to)) {
                        return true;
                    }
                    if (seen.add(holder)) {
                        open.add(holder);
                    }
                }
            }
        }
        return false;
    }
}
