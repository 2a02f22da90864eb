package io.github.threadreporter.collect.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.jvmti.NativeBuild;
import io.github.threadreporter.model.Value;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects that are awkward to read. Whatever they are, no method of theirs is called. */
class ZooTest {

    private static final String NAMES = "Thing{name=a}";

    @BeforeAll
    static void library() {
        NativeBuild.assumeThere();
    }

    @AfterEach
    void disarm() {
        Hostile.disarm();
    }

    @ParameterizedTest
    @MethodSource({"classes", "inCollections", "asKeys", "madeByTheCompiler"})
    void hostileObject_isToldByItsFields_andNotCalled(Object object, String text) {
        Hostile.arm();

        String read = Read.text(object);

        Hostile.disarm();
        assertThat(read.replaceAll("@[0-9a-f]+", "@")).isEqualTo(text);
        assertThat(Hostile.CALLS).hasValue(0);
    }

    static Stream<Arguments> classes() {
        Hostile.Orders orders = new Hostile.Orders();
        orders.add("one");
        Hostile.Cache cache = new Hostile.Cache();
        cache.put("a", 1);
        InvocationHandler handler = (proxy, method, arguments) -> {
            Hostile.called();
            return null;
        };
        Object proxy = Proxy.newProxyInstance(
                ZooTest.class.getClassLoader(), new Class<?>[] {Supplier.class, Comparable.class}, handler);
        return Stream.of(
                Arguments.of(new Hostile.Thing("a"), NAMES),
                Arguments.of(new Hostile.Amount(), "Amount{cents=17}"),
                Arguments.of(new Hostile.Shelf(), "Shelf{label=shelf}"),
                Arguments.of(new Hostile.Table(), "Table{label=table}"),
                Arguments.of(orders, "Orders[one]"),
                Arguments.of(cache, "Cache{a=1}"),
                Arguments.of(
                        new Hostile.Failure("why", new Error("because")),
                        "Failure{message=why, cause=Error{message=because, cause=null}, code=7}"),
                Arguments.of(new Hostile.Worker("worker-1"), "worker-1"),
                Arguments.of(Hostile.State.OPEN, "OPEN"),
                Arguments.of(new Hostile.Line("shoe", 2), "Line{article=shoe, count=2}"),
                Arguments.of(proxy, "Supplier{handler=ZooTest{}}"),
                Arguments.of(
                        new BigDecimal("1.5") {
                            private static final long serialVersionUID = 1;
                            final int extra = 1;

                            @Override
                            public String toString() {
                                Hostile.called();
                                return "";
                            }
                        },
                        "1{extra=1}"));
    }

    static Stream<Arguments> inCollections() {
        Hostile.Thing thing = new Hostile.Thing("a");
        PriorityBlockingQueue<Hostile.Thing> queue = new PriorityBlockingQueue<>(1, new Hostile.ByName());
        queue.add(thing);
        TreeSet<Hostile.Thing> tree = new TreeSet<>(new Hostile.ByName());
        tree.add(thing);
        return Stream.of(
                Arguments.of(List.of(thing), "List12[" + NAMES + "]"),
                Arguments.of(new Object[] {thing}, "Object[][" + NAMES + "]"),
                Arguments.of(
                        Collections.unmodifiableList(new ArrayList<>(List.of(thing))),
                        "UnmodifiableRandomAccessList[" + NAMES + "]"),
                Arguments.of(
                        Collections.unmodifiableCollection(new Hostile.Shelf()),
                        "UnmodifiableCollection{inside=" + "Shelf{label=shelf}}"),
                Arguments.of(queue, "PriorityBlockingQueue[" + NAMES + "]"),
                Arguments.of(tree, "TreeSet[" + NAMES + "]"),
                Arguments.of(Optional.of(thing), "Optional[" + NAMES + "]"),
                Arguments.of(new AtomicReference<>(thing), "AtomicReference{value=" + NAMES + "}"),
                Arguments.of(
                        CompletableFuture.completedFuture(thing),
                        "CompletableFuture{state=done, result=" + NAMES + "}"),
                Arguments.of(new Shop(thing).list(), "List12[" + NAMES + "]"));
    }

    static Stream<Arguments> asKeys() {
        Hostile.Thing thing = new Hostile.Thing("a");
        Map<Hostile.Thing, Integer> identity = new IdentityHashMap<>();
        identity.put(thing, 1);
        Map<Hostile.Thing, Integer> tree = new TreeMap<>(new Hostile.ByName());
        tree.put(thing, 1);
        String key = Hostile.Thing.class.getName() + "@=1}";
        return Stream.of(
                Arguments.of(new HashMap<>(Map.of(thing, 1)), "HashMap{" + key),
                Arguments.of(new ConcurrentHashMap<>(Map.of(thing, 1)), "ConcurrentHashMap{" + key),
                Arguments.of(Map.of(thing, 1), "Map1{" + key),
                Arguments.of(tree, "TreeMap{" + key),
                Arguments.of(identity, "IdentityHashMap{" + key));
    }

    static Stream<Arguments> madeByTheCompiler() {
        Hostile.Thing captured = new Hostile.Thing("a");
        int number = 5;
        Supplier<String> lambda = () -> captured.name + number;
        Supplier<String> local = new Supplier<>() {
            @Override
            public String get() {
                Hostile.called();
                return captured.name + number;
            }
        };
        Shop shop = new Shop(captured);
        return Stream.of(
                Arguments.of(lambda, "ZooTest{arg$1=" + NAMES + ", arg$2=5}"),
                Arguments.of(local, "2{captured=" + NAMES + ", number=5}"),
                Arguments.of(shop.new Till(), "Till{drawer=3, this$0=Shop{thing=" + NAMES + "}}"),
                Arguments.of((Supplier<Object>) shop::list, "ZooTest{arg$1=Shop{thing=" + NAMES + "}}"));
    }

    private static final class Shop {
        final Hostile.Thing thing;

        Shop(Hostile.Thing thing) {
            this.thing = thing;
        }

        List<Hostile.Thing> list() {
            return List.of(thing);
        }

        private final class Till {
            final int drawer = 3;

            @Override
            public String toString() {
                Hostile.called();
                return thing.name;
            }
        }
    }

    @Test
    void cycles_areCutWhereTheyCloseAndMarked() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        Map<String, Object> map = new HashMap<>();
        map.put("self", map);
        Object[] array = new Object[1];
        array[0] = array;
        Ring ring = new Ring(null);
        ring.next = new Ring(ring);

        assertThat(Read.text(list)).isEqualTo("ArrayList[-> ArrayList]");
        assertThat(Read.text(map)).isEqualTo("HashMap{self=-> HashMap}");
        assertThat(Read.text(array)).isEqualTo("Object[][-> Object[]]");
        assertThat(Read.text(ring)).isEqualTo("Ring{next=Ring{next=-> Ring}}");
    }

    private static final class Ring {
        Ring next;

        Ring(Ring next) {
            this.next = next;
        }
    }

    @Test
    void deepChain_isCutAtTheDepth_andSaysSo() {
        Ring chain = null;
        for (int i = 0; i < 100_000; i++) {
            chain = new Ring(chain);
        }

        assertThat(Read.text(chain))
                .isEqualTo("Ring{next=Ring{next=Ring{next=Ring{next=Ring{next=<deeper than variableDepth=5>}}}}}");
    }

    @Test
    void largeArrays_showTheirFirstItems_andHowManyThereAre() {
        int[] numbers = new int[10_000_000];
        byte[] bytes = new byte[10_000_000];
        char[] chars = new char[10_000_000];
        Arrays.fill(chars, 'x');

        Value.Structure read = Read.structure(numbers);

        assertThat(read.members()).hasSize(Read.LIMITS.variableItems());
        assertThat(read.total()).isEqualTo(10_000_000);
        assertThat(Read.text(bytes)).startsWith("10000000 bytes: 0000").endsWith("…");
        assertThat(Read.value(chars)).isEqualTo(new Value.Text("char[]", "x".repeat(256), 10_000_000 - 256));
    }

    @Test
    void largeMap_showsItsFirstEntries_andHowManyThereAre() {
        Map<Integer, Integer> map = new ConcurrentHashMap<>();
        for (int i = 0; i < 1_000_000; i++) {
            map.put(i, i);
        }
        Value.Structure read = Read.structure(map);

        assertThat(read.members()).hasSize(Read.LIMITS.variableItems());
        assertThat(read.total()).isEqualTo(1_000_000);
    }

    @Test
    void builder_ofHugeSize_showsItsHead() {
        StringBuilder builder = new StringBuilder("head").append(new char[40_000_000]);
        Value huge = Read.with(builder, (field, value) -> field.name().equals("count") ? 2_000_000_000 : value);

        assertThat(((Value.Text) Read.value(builder)).text()).startsWith("head");
        assertThat(((Value.Text) Read.value(builder)).cut()).isEqualTo(40_000_004 - 256);
        assertThat(((Value.Text) huge).cut()).isEqualTo(2_000_000_000L - 256);
    }

    @Test
    void lockedCollections_areReadWithoutTheirLocks() throws InterruptedException {
        List<String> list = Collections.synchronizedList(new ArrayList<>(List.of("a")));
        StringBuffer buffer = new StringBuffer("b");
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        Thread holder = new Thread(() -> {
            synchronized (list) {
                synchronized (buffer) {
                    held.countDown();
                    await(done);
                }
            }
        });
        holder.start();
        held.await();
        try {
            assertThat(Read.text(List.of(list, buffer))).isEqualTo("List12[SynchronizedRandomAccessList[a], b]");
        } finally {
            done.countDown();
            holder.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts", e);
        }
    }
}
