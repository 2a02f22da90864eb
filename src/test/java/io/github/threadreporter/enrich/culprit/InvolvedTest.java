package io.github.threadreporter.enrich.culprit;

import static io.github.threadreporter.testing.Dumps.frame;
import static io.github.threadreporter.testing.Dumps.stack;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.enrich.Analyzer;
import io.github.threadreporter.model.Node;
import io.github.threadreporter.model.Resource.Kind;
import io.github.threadreporter.model.Resource.Need;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.testing.Scene;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InvolvedTest {

    private static final StackTrace ELSEWHERE = stack(frame("com.acme.Other", "run", 1));

    private static Set<Long> in(Scene scene) {
        return Involved.in(new Analyzer().apply(scene.dump()));
    }

    @Test
    void nobody_whereThereIsNoCulprit() {
        assertThat(in(new Scene().threads(1, 3))).isEmpty();
    }

    @Test
    void deadlock_involvesWhoeverWaitsBehindIt() {
        Scene scene = new Scene()
                .enters(2, "Stock", 3)
                .enters(3, "Order", 2)
                .enters(4, "Stock", 3)
                .enters(5, "Four", 4)
                .thread(9, ELSEWHERE, Thread.State.RUNNABLE);
        assertThat(in(scene)).containsExactlyInAnyOrder(2L, 3L, 4L, 5L);
    }

    @Test
    void owner_involvesThoseAtItsPlace() {
        Scene scene = new Scene()
                .thread(7)
                .thread(8) // at the same place
                .enters(2, "Stock", 7)
                .enters(3, "Stock", 7)
                .change(2, thread -> thread.stack(ELSEWHERE))
                .change(3, thread -> thread.stack(ELSEWHERE))
                .thread(9, ELSEWHERE, Thread.State.RUNNABLE);
        assertThat(in(scene)).containsExactlyInAnyOrder(2L, 3L, 7L, 8L);
    }

    @Test
    void pool_involvesWhoeverWaitsForAConnection() {
        StackTrace waiting = stack(frame("com.acme.Orders", "find", 3));
        Scene scene = new Scene()
                .thread(1)
                .thread(2, waiting, Thread.State.WAITING)
                .thread(3, waiting, Thread.State.WAITING)
                .thread(4, waiting, Thread.State.WAITING)
                .resource("orders", Kind.CONNECTION_POOL, Need.ONE, Node.thread(1))
                .waits(Node.thread(2), "orders")
                .waits(Node.thread(3), "orders")
                .waits(Node.thread(4), "orders");
        assertThat(in(scene)).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }
}
