package io.github.threadreporter.collect.classfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever is done to a class file, the parser gives facts or says that it cannot, and takes no more than its share. */
class ClassFileParserPropertyTest {

    private static final List<Map.Entry<String, byte[]>> CLASSES =
            List.copyOf(SampleClasses.some(12).entrySet());

    /** Memory taken for each byte of a class file, at most, and whatever its size. */
    private static final long BYTES_PER_BYTE = 64;

    private static final long BYTES_ANYWAY = 1 << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Property(tries = 1_500)
    void flippedBits_areFactsOrALack(@ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int flips) {
        Random random = new Random(seed);
        Map.Entry<String, byte[]> file = any(random);
        byte[] bytes = file.getValue().clone();
        for (int i = 0; i < flips; i++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        check(file.getKey(), bytes);
    }

    @Property(tries = 500)
    void truncated_isALack(@ForAll long seed) {
        Random random = new Random(seed);
        Map.Entry<String, byte[]> file = any(random);
        byte[] bytes = Arrays.copyOf(file.getValue(), random.nextInt(file.getValue().length));

        assertThat(check(file.getKey(), bytes)).isFalse();
    }

    @Property(tries = 1_500)
    void extremeNumbers_areFactsOrALack(@ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int places) {
        Random random = new Random(seed);
        Map.Entry<String, byte[]> file = any(random);
        byte[] bytes = file.getValue().clone();
        byte[] values = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff};
        for (int i = 0; i < places; i++) {
            int at = random.nextInt(bytes.length);
            int size = List.of(1, 2, 4).get(random.nextInt(3));
            Arrays.fill(bytes, at, Math.min(bytes.length, at + size), values[random.nextInt(values.length)]);
        }
        check(file.getKey(), bytes);
    }

    @Property(tries = 1_000)
    void splicedFiles_areFactsOrALack(@ForAll long seed) {
        Random random = new Random(seed);
        Map.Entry<String, byte[]> file = any(random);
        byte[] other = any(random).getValue();
        byte[] bytes = file.getValue().clone();
        int length = random.nextInt(Math.min(bytes.length, other.length));
        System.arraycopy(
                other, random.nextInt(other.length - length), bytes, random.nextInt(bytes.length - length), length);
        check(file.getKey(), bytes);
    }

    @Property(tries = 500)
    void rotatedParts_areFactsOrALack(@ForAll long seed, @ForAll @IntRange(min = 1, max = 64) int by) {
        Random random = new Random(seed);
        Map.Entry<String, byte[]> file = any(random);
        byte[] bytes = file.getValue().clone();
        int from = random.nextInt(bytes.length);
        byte[] moved = Arrays.copyOfRange(bytes, from, Math.max(from, bytes.length - by));
        System.arraycopy(moved, 0, bytes, bytes.length - moved.length, moved.length);
        check(file.getKey(), bytes);
    }

    private static Map.Entry<String, byte[]> any(Random random) {
        return CLASSES.get(random.nextInt(CLASSES.size()));
    }

    /** Parses and asks for everything. Returns whether there were facts. */
    private static boolean check(String name, byte[] bytes) {
        long thread = Thread.currentThread().getId();
        long before = THREADS.getThreadAllocatedBytes(thread);
        boolean known = parse(name, bytes);
        long taken = THREADS.getThreadAllocatedBytes(thread) - before;
        assertThat(taken).as("bytes taken").isLessThan(BYTES_PER_BYTE * bytes.length + BYTES_ANYWAY);
        return known;
    }

    private static boolean parse(String name, byte[] bytes) {
        try {
            ClassFacts facts = ClassFileParser.parse(bytes, name);
            assertThat(facts.lack()).isEmpty();
            facts.all().forEach(ClassFileParserPropertyTest::ask);
            return true;
        } catch (UnreadableClassFile e) {
            assertThat(e.getMessage()).startsWith("it");
            return false;
        }
    }

    private static void ask(MethodFacts method) {
        method.parameters().forEach(parameter -> method.annotations(parameter.slot()));
        int[] slots = method.at(0).stream().mapToInt(LocalName::slot).toArray();
        assertThat(Arrays.stream(slots).distinct().count()).isEqualTo(slots.length);
    }
}
