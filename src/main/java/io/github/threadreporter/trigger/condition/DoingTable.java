package io.github.threadreporter.trigger.condition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods by which {@link Doing} is known, on JDK 17 to 25. */
final class DoingTable {

    private record Row(List<String> methods, Doing doing) {
        boolean fits(String method) {
            for (String name : methods) {
                boolean begins = name.endsWith("*");
                if (begins ? method.startsWith(name.substring(0, name.length() - 1)) : method.equals(name)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static final Map<String, List<Row>> JDK = jdk();
    private static final Map<String, List<Row>> LIBRARIES = libraries();

    private DoingTable() {}

    /** What a thread does that has this frame of the JDK near its top, or null where the frame does not tell. */
    static @Nullable Doing ofJdk(StackTraceElement frame) {
        return find(JDK, frame);
    }

    /** The same of a library. */
    static @Nullable Doing ofLibrary(StackTraceElement frame) {
        return find(LIBRARIES, frame);
    }

    private static @Nullable Doing find(Map<String, List<Row>> table, StackTraceElement frame) {
        for (Row row : table.getOrDefault(frame.getClassName(), List.of())) {
            if (row.fits(frame.getMethodName())) {
                return row.doing();
            }
        }
        return null;
    }

    private static Map<String, List<Row>> jdk() {
        Map<String, List<Row>> table = new HashMap<>();
        String concurrent = "java.util.concurrent.";
        for (String queue : List.of(
                "ArrayBlockingQueue",
                "DelayQueue",
                "LinkedBlockingQueue",
                "LinkedTransferQueue",
                "PriorityBlockingQueue",
                "SynchronousQueue",
                "ScheduledThreadPoolExecutor$DelayedWorkQueue",
                "ExecutorCompletionService")) {
            add(table, Doing.WORK, concurrent + queue, "take", "poll");
            // A full queue may be one that is kept full: nobody need take from it.
            add(table, Doing.REST, concurrent + queue, "put", "offer", "transfer", "tryTransfer");
        }
        add(table, Doing.WORK, concurrent + "LinkedBlockingDeque", "take*", "poll*");
        add(table, Doing.REST, concurrent + "LinkedBlockingDeque", "put*", "offer*");
        add(table, Doing.WORK, concurrent + "ThreadPoolExecutor", "getTask");
        add(table, Doing.REST, concurrent + "ThreadPoolExecutor", "awaitTermination");
        add(table, Doing.WORK, concurrent + "ForkJoinPool", "awaitWork", "deactivate");
        add(table, Doing.REST, concurrent + "ForkJoinPool", "awaitTermination", "awaitQuiescence");
        add(table, Doing.WORK, "java.util.TimerThread", "mainLoop");
        add(table, Doing.WORK, "java.lang.ref.Reference", "waitForReferencePendingList");
        add(table, Doing.WORK, "java.lang.ref.ReferenceQueue", "remove*");
        add(table, Doing.WORK, "java.lang.ref.NativeReferenceQueue", "remove*");
        add(table, Doing.WORK, "java.lang.ProcessHandleImpl", "waitForProcessExit0");

        add(table, Doing.WORK, "java.net.ServerSocket", "accept", "implAccept");
        add(table, Doing.WORK, "sun.nio.ch.NioSocketImpl", "accept", "timedAccept");
        add(table, Doing.WORK, "sun.nio.ch.ServerSocketChannelImpl", "accept", "implAccept", "blockingAccept");
        add(table, Doing.WORK, "sun.nio.ch.Net", "accept");
        add(table, Doing.WORK, "sun.nio.ch.UnixDomainSockets", "accept*");
        add(table, Doing.WORK, "sun.nio.ch.EPoll", "wait");
        add(table, Doing.WORK, "sun.nio.ch.KQueue", "poll");
        add(table, Doing.WORK, "sun.nio.ch.WEPoll", "wait");
        add(table, Doing.WORK, "sun.nio.ch.Iocp", "getQueuedCompletionStatus");
        add(table, Doing.WORK, "sun.nio.ch.SelectorImpl", "select", "lockAndDoSelect");
        add(table, Doing.WORK, "sun.nio.ch.Poller", "pollLoop", "pollerLoop", "subPollerLoop");
        add(table, Doing.WORK, "sun.nio.fs.AbstractWatchService", "take", "poll");
        add(table, Doing.WORK, "sun.nio.fs.LinuxWatchService", "poll*");

        add(table, Doing.REPLY, "sun.nio.ch.NioSocketImpl", "read", "implRead", "timedRead", "tryRead");
        add(table, Doing.REPLY, "sun.nio.ch.NioSocketImpl", "write", "implWrite", "tryWrite", "connect");
        add(table, Doing.REPLY, "sun.nio.ch.SocketChannelImpl", "read", "implRead", "blockingRead", "write*");
        add(table, Doing.REPLY, "sun.nio.ch.SocketChannelImpl", "blockingWriteFully", "connect", "blockingConnect");
        add(table, Doing.REPLY, "sun.nio.ch.DatagramChannelImpl", "receive", "blockingReceive", "read");
        add(table, Doing.REPLY, "java.net.Inet4AddressImpl", "lookupAllHostAddr");
        add(table, Doing.REPLY, "java.net.Inet6AddressImpl", "lookupAllHostAddr");
        add(table, Doing.REPLY, "java.io.FileInputStream", "read*");
        add(table, Doing.REPLY, "java.io.FileOutputStream", "write*");
        add(table, Doing.REPLY, "sun.nio.ch.FileChannelImpl", "read", "write", "force", "transfer*");
        add(table, Doing.REPLY, "java.lang.ProcessImpl", "waitFor");

        add(table, Doing.REST, "java.lang.Thread", "sleep*", "join");
        add(table, Doing.REST, concurrent + "CountDownLatch", "await");
        add(table, Doing.REST, concurrent + "CyclicBarrier", "await");
        add(table, Doing.REST, concurrent + "Phaser", "await*", "arriveAndAwaitAdvance");
        add(table, Doing.REST, concurrent + "Exchanger", "exchange");
        add(table, Doing.RESULT, concurrent + "CompletableFuture", "get", "join", "waitingGet", "timedGet");
        add(table, Doing.RESULT, concurrent + "FutureTask", "get", "awaitDone");
        add(table, Doing.RESULT, concurrent + "ForkJoinTask", "get", "join", "awaitDone");
        add(table, Doing.SEMAPHORE, concurrent + "Semaphore", "acquire*", "tryAcquire");
        return table;
    }

    private static Map<String, List<Row>> libraries() {
        Map<String, List<Row>> table = new HashMap<>();
        add(table, Doing.PERMIT, "com.zaxxer.hikari.util.ConcurrentBag", "borrow");
        add(table, Doing.PERMIT, "org.apache.commons.pool2.impl.GenericObjectPool", "borrowObject");
        add(table, Doing.PERMIT, "org.apache.commons.pool2.impl.GenericKeyedObjectPool", "borrowObject");
        add(table, Doing.PERMIT, "org.apache.tomcat.jdbc.pool.ConnectionPool", "borrowConnection");
        add(table, Doing.PERMIT, "com.mchange.v2.resourcepool.BasicResourcePool", "awaitAvailable");
        add(table, Doing.PERMIT, "com.alibaba.druid.pool.DruidDataSource", "takeLast", "pollLast");
        add(table, Doing.PERMIT, "io.agroal.pool.ConnectionPool", "getConnection");
        add(table, Doing.PERMIT, "com.mongodb.internal.connection.ConcurrentPool", "get");
        add(table, Doing.PERMIT, "org.apache.http.pool.AbstractConnPool", "getPoolEntryBlocking");
        add(table, Doing.RESULT, "org.apache.hc.core5.concurrent.BasicFuture", "get");
        add(table, Doing.RESULT, "com.google.common.util.concurrent.AbstractFuture", "get");
        add(table, Doing.RESULT, "reactor.core.publisher.BlockingSingleSubscriber", "blockingGet");
        return table;
    }

    private static void add(Map<String, List<Row>> table, Doing doing, String className, String... methods) {
        table.computeIfAbsent(className, unseen -> new ArrayList<>()).add(new Row(List.of(methods), doing));
    }
}
