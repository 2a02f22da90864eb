package io.github.threadreporter.trigger.condition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Pools that tell of themselves by JMX: HikariCP, Tomcat, Jetty. Only MBean servers that are there already are asked. Not
 * thread-safe.
 */
final class PoolBeans {

    private static final long BETWEEN_SEARCHES = Duration.ofMinutes(1).toNanos();

    /** An application that starts opens its pools now. */
    private static final long FIRST_SEARCHES = Duration.ofSeconds(4).toNanos();

    /** So many pools are asked. */
    private static final int MOST = 200;

    /** @param exhausted from the attributes, in words; null where it is not */
    private record Kind(
            ObjectName pattern, List<String> attributes, Function<List<Object>, @Nullable String> exhausted) {}

    private record Bean(MBeanServer server, ObjectName name, Kind kind) {}

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    pattern("com.zaxxer.hikari:type=Pool*,*"),
                    List.of("ActiveConnections", "TotalConnections", "ThreadsAwaitingConnection"),
                    PoolBeans::hikari),
            new Kind(
                    pattern("*:type=ThreadPool,name=*"),
                    List.of("currentThreadsBusy", "maxThreads"),
                    PoolBeans::tomcat),
            new Kind(
                    pattern("org.eclipse.jetty.util.thread:type=queuedthreadpool,*"),
                    List.of("lowOnThreads", "queueSize", "maxThreads"),
                    PoolBeans::jetty));

    private final Supplier<List<MBeanServer>> servers;
    private List<Bean> beans = List.of();
    private long nextSearch = FIRST_SEARCHES;
    private boolean searched;
    private long searchedAt;

    PoolBeans(Supplier<List<MBeanServer>> servers) {
        this.servers = servers;
    }

    private static ObjectName pattern(String text) {
        try {
            return new ObjectName(text);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException(text, e);
        }
    }

    /** The pools that are exhausted at this moment: by their name what there is to tell. */
    Map<String, String> exhausted(long nanos) {
        if (!searched || nanos - searchedAt >= nextSearch) {
            beans = search();
            searched = true;
            searchedAt = nanos;
            nextSearch = Math.min(2 * nextSearch, BETWEEN_SEARCHES);
        }
        Map<String, String> exhausted = new LinkedHashMap<>();
        List<Bean> gone = new ArrayList<>();
        for (Bean bean : beans) {
            try {
                List<Object> values = new ArrayList<>();
                for (String attribute : bean.kind().attributes()) {
                    values.add(bean.server().getAttribute(bean.name(), attribute));
                }
                String words = bean.kind().exhausted().apply(values);
                if (words != null) {
                    exhausted.put(bean.name().getCanonicalName(), words);
                }
            } catch (InstanceNotFoundException e) {
                gone.add(bean);
            } catch (JMException | RuntimeException e) {
                gone.add(bean); // not such a pool after all, or not now: the next search finds it again
            }
        }
        if (!gone.isEmpty()) {
            beans = beans.stream().filter(bean -> !gone.contains(bean)).toList();
        }
        return exhausted;
    }

    private List<Bean> search() {
        List<Bean> found = new ArrayList<>();
        for (MBeanServer server : servers.get()) {
            for (Kind kind : KINDS) {
                for (ObjectName name : server.queryNames(kind.pattern(), null)) {
                    if (found.size() < MOST) {
                        found.add(new Bean(server, name, kind));
                    }
                }
            }
        }
        return found;
    }

    private static @Nullable String hikari(List<Object> values) {
        long active = number(values.get(0));
        long total = number(values.get(1));
        long waiting = number(values.get(2));
        return active == total && waiting > 0
                ? "all " + total + " connections are in use and " + waiting + " threads wait for one"
                : null;
    }

    private static @Nullable String tomcat(List<Object> values) {
        long busy = number(values.get(0));
        long most = number(values.get(1));
        return most > 0 && busy >= most ? "all " + most + " threads are busy" : null;
    }

    private static @Nullable String jetty(List<Object> values) {
        long queued = number(values.get(1));
        return Boolean.TRUE.equals(values.get(0)) && queued > 0
                ? "all of its threads, at most " + values.get(2) + ", are busy and " + queued + " tasks wait for one"
                : null;
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : -1;
    }
}
