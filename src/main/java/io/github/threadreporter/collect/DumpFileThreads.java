package io.github.threadreporter.collect;

import io.github.threadreporter.internal.OwnThreadNames;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.ThreadKind;
import io.sentry.vendor.gson.stream.JsonReader;
import io.sentry.vendor.gson.stream.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads through {@code HotSpotDiagnosticMXBean.dumpThreads} (supported from JDK 21 on): the way where the
 * inside of the JDK is closed. The JVM writes a JSON file, in a folder that only its owner can read; it is read as a
 * stream and deleted. No global pause, but about 0.1 ms and 2 KB of file for each thread, so it is
 * done beside the look and not while somebody waits. A JVM that ends meanwhile leaves the file behind. Before JDK 25 it
 * tells neither state nor locks: the state is then told from the newest frame.
 */
final class DumpFileThreads {

    static final String WHAT = "virtual threads";

    void gather(Gathering into) {
        try {
            Path folder = Files.createTempDirectory("thread-reporter-"); // created for the owner alone
            Path file = folder.resolve("threads.json");
            try {
                dumpThreads(file);
                try (Reader reader = Files.newBufferedReader(file)) {
                    read(reader, into);
                }
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (InvocationTargetException e) {
            into.missing.add(new Missing(WHAT, "the JVM's own dump failed: " + e.getCause(), ""));
        } catch (IOException | ReflectiveOperationException | RuntimeException e) {
            into.missing.add(new Missing(WHAT, "the JVM's own dump could not be read: " + e, ""));
        }
    }

    private static void dumpThreads(Path file) throws ReflectiveOperationException {
        Class<?> type = Class.forName("com.sun.management.HotSpotDiagnosticMXBean");
        Class<?> format = Class.forName("com.sun.management.HotSpotDiagnosticMXBean$ThreadDumpFormat");
        Object bean = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getPlatformMXBean", Class.class)
                .invoke(null, type);
        Object json = format.getMethod("valueOf", String.class).invoke(null, "JSON");
        Method dump = type.getMethod("dumpThreads", String.class, format);
        dump.invoke(bean, file.toAbsolutePath().toString(), json);
    }

    /** Adds the virtual threads of such a file. */
    static void read(Reader reader, Gathering into) throws IOException {
        JsonReader json = new JsonReader(reader);
        object(json, name -> {
            if (!name.equals("threadDump")) {
                return false;
            }
            object(json, part -> part.equals("threadContainers") && array(json, () -> container(json, into)));
            return true;
        });
    }

    private static void container(JsonReader json, Gathering into) throws IOException {
        String[] label = {""};
        object(json, name -> {
            switch (name) {
                case "container" -> label[0] = text(json);
                case "threads" -> array(json, () -> thread(json, label[0], into));
                default -> {
                    return false;
                }
            }
            return true;
        });
    }

    private static void thread(JsonReader json, String container, Gathering into) throws IOException {
        Parsed parsed = new Parsed();
        object(json, name -> {
            switch (name) {
                case "tid" -> parsed.id = Long.parseLong(text(json));
                case "name" -> parsed.name = text(json);
                case "state" -> parsed.state = Thread.State.valueOf(text(json).toUpperCase(Locale.ROOT));
                case "carrier" -> parsed.carrier = Long.valueOf(text(json));
                case "stack" -> array(json, () -> parsed.add(text(json)));
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (!parsed.isVirtual() || OwnThreadNames.isOwn(parsed.name)) {
            return; // platform threads come from the management bean, with locks
        }
        if (into.full()) {
            into.cuts.add("threads", 1, "threads=" + into.limits.threads());
            return;
        }
        into.threads.add(parsed.captured(container, into.stacks.complete(parsed.stack)));
    }

    /** One entry of the file while it is read. */
    private static final class Parsed {
        long id;
        String name = "";
        Thread.@Nullable State state;

        @Nullable
        Long carrier;

        final List<StackTraceElement> stack = new ArrayList<>();

        void add(String line) {
            StackTraceElement element = StackElements.parse(line);
            stack.add(element != null ? element : new StackTraceElement("unparsed", line, null, -1));
        }

        boolean isVirtual() {
            int last = Math.max(0, stack.size() - 4);
            return stack.subList(last, stack.size()).stream()
                    .anyMatch(frame -> frame.getClassName().equals("java.lang.VirtualThread")
                            && frame.getMethodName().equals("run"));
        }

        CapturedThread.Builder captured(String container, StackTrace frames) {
            return CapturedThread.builder(id, name)
                    .kind(ThreadKind.VIRTUAL)
                    .state(state != null ? state : stateByFrame())
                    .daemon(true)
                    .group(container)
                    .carrierId(carrier)
                    .stack(frames);
        }

        private Thread.State stateByFrame() {
            boolean parked = stack.stream()
                    .limit(4)
                    .anyMatch(frame -> frame.getClassName().equals("java.lang.VirtualThread")
                            && frame.getMethodName().startsWith("park"));
            return parked ? Thread.State.WAITING : Thread.State.RUNNABLE;
        }
    }

    private interface Member {
        /** Reads the value of a member, or returns false to have it skipped. */
        boolean read(String name) throws IOException;
    }

    private interface Element {
        void read() throws IOException;
    }

    private static void object(JsonReader json, Member member) throws IOException {
        json.beginObject();
        while (json.hasNext()) {
            if (!member.read(json.nextName())) {
                json.skipValue();
            }
        }
        json.endObject();
    }

    private static boolean array(JsonReader json, Element element) throws IOException {
        json.beginArray();
        while (json.hasNext()) {
            element.read();
        }
        json.endArray();
        return true;
    }

    private static String text(JsonReader json) throws IOException {
        if (json.peek() == JsonToken.NULL) {
            json.nextNull();
            return "";
        }
        return json.nextString();
    }
}
