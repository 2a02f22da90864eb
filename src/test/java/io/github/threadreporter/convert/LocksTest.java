package io.github.threadreporter.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.LockWait.How;
import io.github.threadreporter.model.LockWait.Owner;
import io.github.threadreporter.testing.Dumps;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LocksTest {

    private static final LockRef STOCK = new LockRef("com.acme.Stock", "ff00");
    private static final LockRef ORDER = new LockRef("com.acme.Order", "0a");

    @Test
    void awaitedLock_isFirstHoweverTheServerSorts() {
        JsonNode locks = first(CapturedThread.builder(1, "a")
                        .waitsFor(new LockWait(STOCK, How.ENTERING, new Owner(2, "b")))
                        .held(List.of(new HeldLock(ORDER, 0))))
                .get("held_locks");
        TreeMap<String, JsonNode> sorted = new TreeMap<>();
        locks.fields().forEachRemaining(lock -> sorted.put(lock.getKey(), lock.getValue()));
        JsonNode shown = sorted.firstEntry().getValue();
        assertThat(locks.fieldNames()).toIterable().containsExactlyElementsOf(sorted.keySet());
        assertThat(shown.get("type").asInt()).isEqualTo(8);
        assertThat(shown.get("address").asText()).isEqualTo("0xff00");
        assertThat(shown.get("package_name").asText()).isEqualTo("com.acme");
        assertThat(shown.get("class_name").asText()).isEqualTo("Stock");
        assertThat(shown.get("thread_id").asLong()).isEqualTo(2);
        assertThat(sorted.lastEntry().getValue().get("type").asInt()).isEqualTo(1);
    }

    @Test
    void heldLockThatOthersWaitFor_isBeforeThoseThatNobodyWants() {
        CapturedThread holder = CapturedThread.builder(1, "holder")
                .held(List.of(new HeldLock(ORDER, -1), new HeldLock(STOCK, -1)))
                .build();
        CapturedThread waiter = CapturedThread.builder(2, "waiter")
                .waitsFor(new LockWait(STOCK, How.ENTERING, new Owner(1, "holder")))
                .build();
        ConvertedEvent event = new EventConverter(CaptureLimits.DEFAULTS).whole(Dumps.of(holder, waiter));
        JsonNode locks = ServerRules.assertKept(event, CaptureLimits.DEFAULTS.eventBytes())
                .at("/threads/values/0/held_locks");
        assertThat(locks.findValuesAsText("class_name")).containsExactly("Stock", "Order");
    }

    @Test
    void singleLock_isKeyedByItsAddress() {
        JsonNode locks = first(CapturedThread.builder(1, "a").held(List.of(new HeldLock(STOCK, -1))))
                .get("held_locks");
        assertThat(locks.fieldNames()).toIterable().containsExactly("0xff00");
    }

    @Test
    void frames_showTheLockTheyWaitForOrTook() {
        JsonNode frames = first(CapturedThread.builder(1, "a")
                        .stack(Dumps.stack(
                                Dumps.frame("com.acme.Stock", "reserve", 1), Dumps.frame("com.acme.Order", "place", 2)))
                        .waitsFor(new LockWait(STOCK, How.ENTERING, new Owner(2, "b")))
                        .held(List.of(new HeldLock(ORDER, 1), new HeldLock(STOCK, -1), new HeldLock(ORDER, 9))))
                .at("/stacktrace/frames");
        assertThat(frames.get(0).get("function").asText()).isEqualTo("place");
        assertThat(frames.at("/0/lock/type").asInt()).isEqualTo(1);
        assertThat(frames.at("/0/lock/class_name").asText()).isEqualTo("Order");
        assertThat(frames.at("/1/lock/type").asInt()).isEqualTo(8);
    }

    @Test
    void parkedThread_isBlockedWhereSomebodyHoldsTheLockAndElseWaits() {
        assertThat(typeOf(new LockWait(STOCK, How.PARKED, new Owner(2, "b")))).isEqualTo(8);
        assertThat(typeOf(new LockWait(STOCK, How.PARKED, null))).isEqualTo(2);
        assertThat(typeOf(new LockWait(STOCK, How.WAITING, null))).isEqualTo(2);
        assertThat(typeOf(new LockWait(STOCK, How.ENTERING, null))).isEqualTo(8);
    }

    @Test
    void monitorGivenBackInWait_isNotHeld() {
        JsonNode locks = first(CapturedThread.builder(1, "a")
                        .waitsFor(new LockWait(STOCK, How.WAITING, null))
                        .held(List.of(new HeldLock(STOCK, -1))))
                .get("held_locks");
        assertThat(locks.findValuesAsText("type")).containsExactly("2");
    }

    @Test
    void manyLocks_areCutAndCounted() {
        List<HeldLock> held = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            held.add(new HeldLock(new LockRef("com.acme.L", Integer.toHexString(i)), -1));
        }
        ConvertedEvent event = new EventConverter(CaptureLimits.DEFAULTS)
                .whole(Dumps.of(CapturedThread.builder(1, "a").held(held).build()));
        JsonNode json = ServerRules.assertKept(event, CaptureLimits.DEFAULTS.eventBytes());
        assertThat(json.at("/threads/values/0/held_locks")).hasSize(16);
        assertThat(json.at("/threads/values/0/held_locks").fieldNames().next()).isEqualTo("01 0x0");
        assertThat(event.cuts()).anyMatch(cut -> cut.what().equals("locks in held_locks") && cut.count() == 24);
    }

    @Test
    void context_tellsLocksAndCycleInWords() {
        ConvertedEvent event = new EventConverter(CaptureLimits.DEFAULTS).whole(Dumps.deadlocked());
        JsonNode words = ServerRules.assertKept(event, CaptureLimits.DEFAULTS.eventBytes())
                .at("/contexts/locks");
        assertThat(words.get("waits for").asText())
                .isEqualTo("com.acme.orders.Stock@1f2e3d, held by order-worker-7 (id 37)");
        assertThat(words.get("holds"))
                .extracting(JsonNode::asText)
                .containsExactly("com.acme.orders.Order@77aa01 taken in OrderService.place(OrderService.java:41)");
        assertThat(words.get("deadlock 1"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "order-worker-3 waits for com.acme.orders.Stock@1f2e3d, held by order-worker-7 (id 37)",
                        "order-worker-7 waits for com.acme.orders.Order@77aa01, held by order-worker-3 (id 33)");
    }

    @Test
    void unknownOwner_isNotCalledNobody() {
        assertThat(LockWords.waitsFor(new LockWait(STOCK, How.PARKED, null)))
                .isEqualTo("com.acme.Stock@ff00, parked, holder unknown or none");
    }

    private static int typeOf(LockWait wait) {
        return first(CapturedThread.builder(1, "a").waitsFor(wait))
                .at("/held_locks/0xff00/type")
                .asInt();
    }

    private static JsonNode first(CapturedThread.Builder thread) {
        ConvertedEvent event = new EventConverter(CaptureLimits.DEFAULTS).whole(Dumps.of(thread.build()));
        return ServerRules.assertKept(event, CaptureLimits.DEFAULTS.eventBytes())
                .at("/threads/values/0");
    }
}
