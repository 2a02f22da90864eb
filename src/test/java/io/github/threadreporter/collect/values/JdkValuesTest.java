package io.github.threadreporter.collect.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.jvmti.NativeBuild;
import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of the JDK's classes, the same on every JDK. */
class JdkValuesTest {

    @BeforeAll
    static void library() {
        NativeBuild.assumeThere();
    }

    @ParameterizedTest
    @MethodSource({"simple", "collections", "maps", "wrappers", "holders"})
    void value_ofTheJdk_isToldByWhatItMeans(@Nullable Object object, String text) {
        assertThat(Read.text(object)).isEqualTo(text);
    }

    static Stream<Arguments> simple() throws MalformedURLException {
        return Stream.of(
                Arguments.of(null, "null"),
                Arguments.of("text", "text"),
                Arguments.of(17, "17"),
                Arguments.of(1L << 60, "1152921504606846976"),
                Arguments.of(0.5, "0.5"),
                Arguments.of(Double.NaN, "NaN"),
                Arguments.of(Float.POSITIVE_INFINITY, "Infinity"),
                Arguments.of('x', "x"),
                Arguments.of(true, "true"),
                Arguments.of(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                Arguments.of(BigInteger.ONE.shiftLeft(100_000), "<a number of 100001 bits>"),
                Arguments.of(new BigDecimal("1.50"), "1.50"),
                Arguments.of(new BigDecimal(BigInteger.ONE.shiftLeft(100_000), 3), "<a number of 100001 bits>"),
                Arguments.of(new UUID(1, 2), "00000000-0000-0001-0000-000000000002"),
                Arguments.of(Duration.ofSeconds(90), "PT1M30S"),
                Arguments.of(LocalDate.of(2026, 1, 2), "2026-01-02"),
                Arguments.of(ZoneId.of("Europe/Paris"), "Europe/Paris"),
                Arguments.of(TimeUnit.SECONDS, "SECONDS"),
                Arguments.of(Locale.forLanguageTag("de-CH"), "de_CH"),
                Arguments.of(StandardCharsets.UTF_8, "UTF-8"),
                Arguments.of(URI.create("http://a.b/c?d#e"), "http://a.b/c?d#e"),
                Arguments.of(new URL("http://a.b:1/c?d#e"), "http://a.b:1/c?d#e"),
                Arguments.of(new File("a/b"), "a/b"),
                Arguments.of(Path.of("a", "b"), "a/b"),
                Arguments.of(Map.Entry[].class, "java.util.Map$Entry[]"),
                Arguments.of(new Date(0), "1970-01-01T00:00:00Z"),
                Arguments.of(new StringBuilder("abc"), "abc"),
                Arguments.of(new StringBuilder("ab\u20ac"), "ab\u20ac"),
                Arguments.of(new StringBuffer("abc"), "abc"),
                Arguments.of(new AtomicInteger(5), "5"),
                Arguments.of(new AtomicLong(6), "6"),
                Arguments.of(new AtomicBoolean(true), "true"),
                Arguments.of(adder(), "7"),
                Arguments.of(new char[] {'a', 'b'}, "ab"),
                Arguments.of(new byte[] {1, -1}, "2 bytes: 01ff"),
                Arguments.of(new int[] {1, 2}, "int[][1, 2]"),
                Arguments.of(new String[][] {{"a"}, {}}, "String[][][String[][a], String[][]]"),
                Arguments.of(new boolean[0], "boolean[][]"),
                Arguments.of(new Object(), "Object{}"));
    }

    private static LongAdder adder() {
        LongAdder adder = new LongAdder();
        adder.add(7);
        return adder;
    }

    static Stream<Arguments> collections() {
        List<String> some = List.of("a", "b", "c");
        ArrayDeque<String> deque = new ArrayDeque<>(some);
        deque.addFirst("z");
        ArrayBlockingQueue<String> ring = new ArrayBlockingQueue<>(3, false, some);
        ring.remove();
        ring.add("d");
        return Stream.of(
                Arguments.of(new ArrayList<>(some), "ArrayList[a, b, c]"),
                Arguments.of(new ArrayList<>(some).subList(1, 3), "SubList[b, c]"),
                Arguments.of(Arrays.asList("a", null), "ArrayList[a, null]"),
                Arguments.of(new LinkedList<>(Arrays.asList("a", null)), "LinkedList[a, null]"),
                Arguments.of(new Vector<>(some), "Vector[a, b, c]"),
                Arguments.of(new Stack<>(), "Stack[]"),
                Arguments.of(List.of(), "ListN[]"),
                Arguments.of(List.of("a"), "List12[a]"),
                Arguments.of(List.of("a", "b"), "List12[a, b]"),
                Arguments.of(List.of("a", new Object()), "List12[a, Object{}]"),
                Arguments.of(some, "ListN[a, b, c]"),
                Arguments.of(Set.of("a"), "Set12[a]"),
                Arguments.of(Set.of(), "SetN[]"),
                Arguments.of(new HashSet<>(Set.of("a")), "HashSet[a]"),
                Arguments.of(new LinkedHashSet<>(some), "LinkedHashSet[a, b, c]"),
                Arguments.of(new TreeSet<>(some), "TreeSet[a, b, c]"),
                Arguments.of(new ConcurrentSkipListSet<>(some), "ConcurrentSkipListSet[a, b, c]"),
                Arguments.of(EnumSet.of(TimeUnit.DAYS, TimeUnit.HOURS), "RegularEnumSet[HOURS, DAYS]"),
                Arguments.of(new CopyOnWriteArrayList<>(some), "CopyOnWriteArrayList[a, b, c]"),
                Arguments.of(new CopyOnWriteArraySet<>(some), "CopyOnWriteArraySet[a, b, c]"),
                Arguments.of(deque, "ArrayDeque[z, a, b, c]"),
                Arguments.of(new PriorityQueue<>(some), "PriorityQueue[a, b, c]"),
                Arguments.of(ring, "ArrayBlockingQueue[b, c, d]"),
                Arguments.of(new LinkedBlockingQueue<>(some), "LinkedBlockingQueue[a, b, c]"),
                Arguments.of(new LinkedBlockingDeque<>(some), "LinkedBlockingDeque[a, b, c]"),
                Arguments.of(new ConcurrentLinkedQueue<>(some), "ConcurrentLinkedQueue[a, b, c]"),
                Arguments.of(new ConcurrentLinkedDeque<>(some), "ConcurrentLinkedDeque[a, b, c]"),
                Arguments.of(new SynchronousQueue<>(), "SynchronousQueue[]"),
                Arguments.of(BitSet.valueOf(new long[] {0b1010}), "BitSet[1, 3]"));
    }

    static Stream<Arguments> maps() {
        Map<String, Integer> one = Map.of("a", 1);
        Map<@Nullable Object, Integer> nulls = new IdentityHashMap<>();
        nulls.put(null, 1);
        Map<@Nullable String, Integer> weak = new WeakHashMap<>();
        weak.put(null, 1);
        Map<TimeUnit, @Nullable Integer> constants = new EnumMap<>(TimeUnit.class);
        constants.put(TimeUnit.DAYS, null);
        Properties properties = new Properties();
        properties.setProperty("a", "b");
        Map<String, Integer> linked = new LinkedHashMap<>();
        linked.put("b", 2);
        linked.put("a", 1);
        Map<@Nullable String, @Nullable Integer> hashed = new HashMap<>();
        hashed.put(null, null);
        return Stream.of(
                Arguments.of(one, "Map1{a=1}"),
                Arguments.of(Map.of(), "MapN{}"),
                Arguments.of(hashed, "HashMap{null=null}"),
                Arguments.of(linked, "LinkedHashMap{b=2, a=1}"),
                Arguments.of(linked.keySet(), "LinkedKeySet[b, a]"),
                Arguments.of(linked.values(), "LinkedValues[2, 1]"),
                Arguments.of(linked.entrySet(), "LinkedEntrySet{b=2, a=1}"),
                Arguments.of(new TreeMap<>(linked), "TreeMap{a=1, b=2}"),
                Arguments.of(new ConcurrentHashMap<>(one), "ConcurrentHashMap{a=1}"),
                Arguments.of(new ConcurrentHashMap<>(one).values(), "ValuesView[1]"),
                Arguments.of(new ConcurrentSkipListMap<>(linked), "ConcurrentSkipListMap{a=1, b=2}"),
                Arguments.of(constants, "EnumMap{DAYS=null}"),
                Arguments.of(nulls, "IdentityHashMap{null=1}"),
                Arguments.of(weak, "WeakHashMap{null=1}"),
                Arguments.of(new Hashtable<>(one), "Hashtable{a=1}"),
                Arguments.of(properties, "Properties{a=b}"),
                Arguments.of(Map.entry("a", 1), "KeyValueHolder{a=1}"));
    }

    static Stream<Arguments> wrappers() {
        List<String> list = new ArrayList<>(List.of("a"));
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1));
        return Stream.of(
                Arguments.of(Collections.unmodifiableList(list), "UnmodifiableRandomAccessList[a]"),
                Arguments.of(Collections.unmodifiableCollection(list), "UnmodifiableCollection[a]"),
                Arguments.of(Collections.synchronizedList(list), "SynchronizedRandomAccessList[a]"),
                Arguments.of(Collections.unmodifiableMap(map), "UnmodifiableMap{a=1}"),
                Arguments.of(Collections.synchronizedMap(map), "SynchronizedMap{a=1}"),
                Arguments.of(Collections.unmodifiableSet(map.keySet()), "UnmodifiableSet[a]"),
                Arguments.of(Collections.newSetFromMap(new HashMap<>()), "SetFromMap[]"),
                Arguments.of(ConcurrentHashMap.newKeySet(), "KeySetView[]"),
                Arguments.of(Collections.emptyList(), "EmptyList[]"),
                Arguments.of(Collections.emptyMap(), "EmptyMap{}"),
                Arguments.of(Collections.emptySet(), "EmptySet[]"),
                Arguments.of(Collections.singletonList("a"), "SingletonList[a]"),
                Arguments.of(Collections.singleton("a"), "SingletonSet[a]"),
                Arguments.of(Collections.singletonMap("a", 1), "SingletonMap{a=1}"),
                Arguments.of(new AtomicIntegerArray(new int[] {1, 2}), "AtomicIntegerArray[1, 2]"));
    }

    static Stream<Arguments> holders() {
        ReentrantLock lock = new ReentrantLock();
        lock.lock();
        ReentrantReadWriteLock readWrite = new ReentrantReadWriteLock();
        readWrite.readLock().lock();
        CompletableFuture<String> failed = new CompletableFuture<>();
        failed.completeExceptionally(new IllegalStateException("why"));
        FutureTask<String> task = new FutureTask<>(() -> "done");
        task.run();
        String me = Thread.currentThread().getName();
        return Stream.of(
                Arguments.of(Optional.of("a"), "Optional[a]"),
                Arguments.of(Optional.empty(), "Optional[]"),
                Arguments.of(OptionalInt.of(3), "OptionalInt[3]"),
                Arguments.of(OptionalInt.empty(), "OptionalInt[]"),
                Arguments.of(new AtomicReference<>("a"), "AtomicReference{value=a}"),
                Arguments.of(lock, "ReentrantLock{heldBy=" + me + ", holds=1}"),
                Arguments.of(new ReentrantLock(), "ReentrantLock{heldBy=null, holds=0}"),
                Arguments.of(readWrite, "ReentrantReadWriteLock{heldBy=null, writeHolds=0, readHolds=1}"),
                Arguments.of(new CompletableFuture<>(), "CompletableFuture{state=incomplete}"),
                Arguments.of(CompletableFuture.completedFuture("a"), "CompletableFuture{state=done, result=a}"),
                Arguments.of(
                        failed,
                        "CompletableFuture{state=failed, exception=IllegalStateException{message=why, cause=null}}"),
                Arguments.of(task, "FutureTask{state=done, result=done, runner=null, callable=null}"),
                Arguments.of(ByteBuffer.allocate(9), "HeapByteBuffer{position=0, limit=9, capacity=9}"),
                Arguments.of(
                        new Exception("a", new Error("b")),
                        "Exception{message=a, cause=Error{message=b, cause=null}}"));
    }
}
