package io.github.threadreporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.testing.ForkedJvm;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deadlocks that the JVM does not find by itself, each in a JVM of its own, and beside each one that is none. */
class DeadlockKindsIT {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    futures | Deadlock of 2 threads: prices-1 waits for java.util.concurrent.CompletableFuture@\\w+ that prices-2 is to complete
                    writer  | Deadlock of 2 threads: reader waits for java.util.concurrent.locks.ReentrantLock\\$NonfairSync@\\w+ held by writer
                    upgrade | Deadlock: reader waits for java.util.concurrent.locks.ReentrantReadWriteLock\\$NonfairSync@\\w+, which it holds itself
                    pool    | Deadlock: all 2 workers of orders wait for tasks that are queued behind them
                    """)
    void whereNobodyGoesOn_isOneDeadlock(String kind, String sentence) {
        assertThat(sentence(kind, "stuck")).matches(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    futures | No thread stands out: .*
                    writer  | 2 threads wait for java.util.concurrent.locks.ReentrantLock\\$NonfairSync@\\w+ held by owner at .*
                    upgrade | No thread stands out: .*
                    pool    | 2 threads and 2 tasks wait for a free worker of orders, such as orders-3 at .*
                    """)
    void whereOneGoesOn_isNone(String kind, String sentence) {
        assertThat(sentence(kind, "healthy")).matches(sentence);
    }

    /** What it printed last, after warnings of the JVM. */
    private static String sentence(String kind, String how) {
        List<String> lines =
                ForkedJvm.of(DeadlockKinds.class).run(kind, how).lines().toList();
        return lines.get(lines.size() - 1);
    }
}
