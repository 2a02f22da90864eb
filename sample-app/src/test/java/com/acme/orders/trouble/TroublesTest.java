package com.acme.orders.trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.acme.orders.app.RunningOrders;
import com.acme.orders.app.RunningOrders.Answer;
import com.acme.orders.store.Database;
import com.acme.orders.work.VirtualThreads;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each trouble is asked for over HTTP, and looked for with the JVM's own tools. */
class TroublesTest {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @RegisterExtension
    final RunningOrders orders = new RunningOrders();

    @Test
    void lockContention_blocksWorkersByTheHolderOfAShelf() throws Exception {
        enter("lock-contention");

        List<ThreadInfo> blocked = blockedOn("com.acme.orders.stock.Shelf");
        assertThat(blocked).hasSize(LockContention.BLOCKED);
        assertThat(blocked).extracting(ThreadInfo::getThreadName).allMatch(name -> name.startsWith("order-worker-"));
        long holder = blocked.get(0).getLockOwnerId();
        assertThat(blocked).extracting(ThreadInfo::getLockOwnerId).containsOnly(holder);
        assertThat(methods(THREADS.getThreadInfo(holder, 100)))
                .contains("SimulatedWarehouse.confirm", "Stock.reserve", "OrderService.place", "OrderDesk.inContext");
    }

    @Test
    void lockContention_canBeLeft() throws Exception {
        enter("lock-contention");

        leave("lock-contention");

        await().until(() -> blockedOn("com.acme.orders.stock.Shelf").isEmpty() && nobodyIsIn("Stock.reserve"));
        enter("lock-contention");
        assertThat(blockedOn("com.acme.orders.stock.Shelf")).hasSize(LockContention.BLOCKED);
    }

    @Test
    void deadlock_holdsShelfAndOrderTheOppositeWay() throws Exception {
        List<Long> before = deadlocked();

        enter("deadlock");

        List<ThreadInfo> circle = deadlocked().stream()
                .filter(id -> !before.contains(id))
                .map(id -> THREADS.getThreadInfo(id, 100))
                .toList();
        assertThat(circle)
                .extracting(thread -> thread.getLockInfo().getClassName())
                .containsExactlyInAnyOrder("com.acme.orders.stock.Shelf", "com.acme.orders.Order");
        assertThat(circle.get(0).getLockOwnerId()).isEqualTo(circle.get(1).getThreadId());
        assertThat(circle.get(1).getLockOwnerId()).isEqualTo(circle.get(0).getThreadId());
        assertThat(circle).flatExtracting(TroublesTest::methods).contains("OrderService.cancel", "Stock.discontinue");
    }

    @Test
    void deadlock_canNotBeLeft() throws Exception {
        enter("deadlock");

        Answer answer = orders.send("DELETE", "/trouble/deadlock", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("problem").asText()).contains("end of the process");
    }

    @ParameterizedTest
    @ValueSource(strings = {"virtual-deadlock", "mixed-deadlock"})
    void deadlocks_withVirtualThreads_areNotFoundByTheJvm(String name) throws Exception {
        assumeThat(VirtualThreads.ifAvailable()).isPresent();
        List<Long> before = deadlocked();

        Answer answer = enter(name);

        assertThat(answer.body().path("seen").asText())
                .contains("order-fiber-1", "wait for each other for ever")
                .matches(seen -> seen.contains("order-worker-") == name.equals("mixed-deadlock"));
        assertThat(deadlocked()).isEqualTo(before);
    }

    @Test
    void stuckFutures_keepWorkersWaiting_untilTheCarrierCallsBack() throws Exception {
        enter("stuck-futures");

        assertThat(waitingIn("Deliveries.arrange")).isGreaterThanOrEqualTo(StuckFutures.STUCK);

        leave("stuck-futures");
        await().until(() -> waitingIn("Deliveries.arrange") == 0);
    }

    @Test
    void poolExhaustion_holdsEveryConnection() throws Exception {
        enter("pool-exhaustion");

        var pool = orders.application().database().figures();
        assertThat(pool.getActiveConnections()).isEqualTo(Database.CONNECTIONS);
        assertThat(pool.getIdleConnections()).isZero();
        assertThat(pool.getThreadsAwaitingConnection()).isGreaterThanOrEqualTo(PoolExhaustion.WAITING);

        leave("pool-exhaustion");
        await().until(() -> pool.getThreadsAwaitingConnection() == 0);
    }

    @Test
    void stuckDownstream_keepsWorkersInTheirCall() throws Exception {
        enter("stuck-downstream");

        assertThat(stuckInPayments()).isGreaterThanOrEqualTo(StuckDownstream.STUCK);

        leave("stuck-downstream");
        await().until(() -> stuckInPayments() < StuckDownstream.STUCK);
    }

    @Test
    void parkedVirtualThreads_areParkedAndEnd() throws Exception {
        assumeThat(VirtualThreads.ifAvailable()).isPresent();

        Answer answer = enter("parked-virtual-threads");

        assertThat(answer.body().path("seen").asText()).contains("20000 virtual threads");
        leave("parked-virtual-threads");
    }

    @Test
    void parkedVirtualThreads_sayWhatTheyNeed_whereThereAreNone() throws Exception {
        assumeThat(VirtualThreads.ifAvailable()).isEmpty();

        Answer answer = orders.post("/trouble/parked-virtual-threads", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("problem").asText()).contains("JDK 21 or later");
    }

    @Test
    void trouble_isEnteredOnce_whenAskedForTwice() throws Exception {
        enter("lock-contention");

        assertThat(enter("lock-contention").body().path("seen").asText()).isEqualTo("in it already");
        assertThat(blockedOn("com.acme.orders.stock.Shelf")).hasSize(LockContention.BLOCKED);
    }

    @Test
    void ordinaryOrders_areServed_whileOthersAreInTrouble() throws Exception {
        enter("lock-contention");
        enter("deadlock");
        enter("stuck-downstream");
        long before = orders.application().load().accepted();

        await().until(() -> orders.application().load().accepted() >= before + 5);
        Answer accepted = orders.post("/orders", "{\"customer\":\"Ada\",\"item\":\"tea\",\"quantity\":1}");
        await().until(() -> orders.get("/orders/" + accepted.body().path("id").asLong())
                .body()
                .path("status")
                .asText()
                .equals("PAID"));
    }

    @Test
    void names_areAllKnown() {
        assertThat(Troubles.NAMES)
                .allSatisfy(name ->
                        assertThat(orders.application().troubles().leave(name)).isEqualTo("not in it"));
        assertThatThrownBy(() -> orders.application().troubles().leave("earthquake"))
                .isInstanceOf(UnknownTroubleException.class);
    }

    private Answer enter(String trouble) throws Exception {
        Answer answer = orders.post("/trouble/" + trouble, "");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer;
    }

    private void leave(String trouble) throws Exception {
        Answer answer = orders.send("DELETE", "/trouble/" + trouble, "");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }

    private static List<ThreadInfo> blockedOn(String type) {
        List<Long> deadlocked = deadlocked(); // left behind by other tests
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds(), 100))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadState() == Thread.State.BLOCKED)
                .filter(thread -> thread.getLockInfo() != null
                        && thread.getLockInfo().getClassName().equals(type))
                .filter(thread -> !deadlocked.contains(thread.getThreadId()))
                .toList();
    }

    private static boolean nobodyIsIn(String method) {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds(), 100))
                .filter(Objects::nonNull)
                .noneMatch(thread -> methods(thread).contains(method));
    }

    private static long stuckInPayments() {
        return waitingIn("Payments.charge");
    }

    private static long waitingIn(String method) {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds(), 100))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadState() == Thread.State.WAITING)
                .filter(thread -> methods(thread).contains(method))
                .count();
    }

    private static List<Long> deadlocked() {
        long[] ids = THREADS.findMonitorDeadlockedThreads();
        return ids == null ? List.of() : Arrays.stream(ids).boxed().toList();
    }

    private static List<String> methods(ThreadInfo thread) {
        return Arrays.stream(thread.getStackTrace())
                .map(frame -> frame.getClassName().replaceAll(".*\\.", "") + "." + frame.getMethodName())
                .toList();
    }
}
