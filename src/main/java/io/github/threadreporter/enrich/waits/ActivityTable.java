package io.github.threadreporter.enrich.waits;

import io.github.threadreporter.model.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods of the JDK, and the native ones of Netty, by which an {@link Activity} is known, on JDK 17 to 25. */
final class ActivityTable {

    /** By class; a method that ends in {@code *} stands for all that begin so. */
    private static final Map<String, List<Row>> TABLE = table();

    private record Row(List<String> methods, Activity activity) {
        boolean fits(String method) {
            return methods.stream()
                    .anyMatch(name -> name.endsWith("*")
                            ? method.startsWith(name.substring(0, name.length() - 1))
                            : method.equals(name));
        }
    }

    private ActivityTable() {}

    /** What a thread does that has this frame near its top, or null where the frame does not tell. */
    static @Nullable Activity of(Frame frame) {
        for (Row row : TABLE.getOrDefault(frame.className(), List.of())) {
            if (row.fits(frame.method())) {
                return row.activity();
            }
        }
        return null;
    }

    private static Map<String, List<Row>> table() {
        Map<String, List<Row>> table = new HashMap<>();
        String work = "waits for work";
        idle(table, work, "java.util.concurrent.ThreadPoolExecutor", "getTask");
        idle(table, work, "java.util.concurrent.ForkJoinPool", "awaitWork", "deactivate");
        idle(table, "waits for the time of its next task", "java.util.TimerThread", "mainLoop");
        idle(table, work, "java.lang.ref.Reference", "waitForReferencePendingList");
        idle(table, work, "java.lang.ref.ReferenceQueue", "remove*");
        idle(table, work, "java.lang.ref.NativeReferenceQueue", "remove*");
        idle(table, "waits for the end of a process", "java.lang.ProcessHandleImpl", "waitForProcessExit0");

        String connection = "waits for a connection to accept";
        idle(table, connection, "java.net.ServerSocket", "accept", "implAccept");
        idle(table, connection, "sun.nio.ch.NioSocketImpl", "accept", "timedAccept");
        idle(table, connection, "sun.nio.ch.ServerSocketChannelImpl", "accept", "implAccept", "blockingAccept");
        idle(table, connection, "sun.nio.ch.Net", "accept");
        idle(table, connection, "sun.nio.ch.UnixDomainSockets", "accept*");
        String events = "waits for events of its channels";
        idle(table, events, "sun.nio.ch.EPoll", "wait");
        idle(table, events, "sun.nio.ch.KQueue", "poll");
        idle(table, events, "sun.nio.ch.WEPoll", "wait");
        idle(table, events, "sun.nio.ch.Iocp", "getQueuedCompletionStatus");
        idle(table, events, "sun.nio.ch.SelectorImpl", "select", "lockAndDoSelect");
        idle(table, events, "sun.nio.ch.Poller", "pollLoop", "pollerLoop", "subPollerLoop");
        idle(table, events, "io.netty.channel.epoll.Native", "epollWait*", "epollBusyWait*");
        idle(table, events, "io.netty.channel.kqueue.Native", "keventWait*");

        String reads = "reads from a socket";
        busy(table, reads, "sun.nio.ch.NioSocketImpl", "read", "implRead", "timedRead", "tryRead");
        busy(table, reads, "sun.nio.ch.SocketChannelImpl", "read", "implRead", "blockingRead");
        busy(table, reads, "java.net.SocketInputStream", "*");
        busy(table, reads, "java.net.Socket$SocketInputStream", "*");
        String writes = "writes to a socket";
        busy(table, writes, "sun.nio.ch.NioSocketImpl", "write", "implWrite", "tryWrite");
        busy(table, writes, "sun.nio.ch.SocketChannelImpl", "write", "implWrite", "blockingWriteFully");
        String connects = "connects to a server";
        busy(table, connects, "sun.nio.ch.NioSocketImpl", "connect", "timedFinishConnect");
        busy(table, connects, "sun.nio.ch.SocketChannelImpl", "connect", "blockingConnect", "finishConnect");
        busy(table, "receives a datagram", "sun.nio.ch.DatagramChannelImpl", "receive", "blockingReceive", "read");
        busy(table, "looks up a host name", "java.net.Inet4AddressImpl", "lookupAllHostAddr");
        busy(table, "looks up a host name", "java.net.Inet6AddressImpl", "lookupAllHostAddr");
        busy(table, "reads a file or a stream", "java.io.FileInputStream", "read*");
        busy(table, "writes a file or a stream", "java.io.FileOutputStream", "write*");
        busy(table, "reads or writes a file", "sun.nio.ch.FileChannelImpl", "read", "write", "force", "transfer*");
        busy(table, "waits for the end of a process", "java.lang.ProcessImpl", "waitFor");

        busy(table, "sleeps", "java.lang.Thread", "sleep*");
        busy(table, "waits for the end of a thread", "java.lang.Thread", "join");
        busy(table, "sleeps", "java.lang.VirtualThread", "sleep*");
        String result = "waits for a result";
        busy(table, result, "java.util.concurrent.CompletableFuture", "get", "join", "waitingGet", "timedGet");
        busy(table, result, "java.util.concurrent.FutureTask", "get", "awaitDone");
        busy(table, result, "java.util.concurrent.ForkJoinTask", "get", "join", "awaitDone");
        busy(table, "waits for a latch", "java.util.concurrent.CountDownLatch", "await");
        busy(table, "waits for a permit", "java.util.concurrent.Semaphore", "acquire*", "tryAcquire");
        return table;
    }

    private static void idle(Map<String, List<Row>> table, String words, String className, String... methods) {
        add(table, new Activity(words, true), className, methods);
    }

    private static void busy(Map<String, List<Row>> table, String words, String className, String... methods) {
        add(table, new Activity(words, false), className, methods);
    }

    private static void add(Map<String, List<Row>> table, Activity activity, String className, String... methods) {
        table.computeIfAbsent(className, unseen -> new ArrayList<>()).add(new Row(List.of(methods), activity));
    }
}
