package io.github.threadreporter.variables;

import io.github.threadreporter.collect.JvmCollector;
import io.github.threadreporter.collect.variables.VariableReader;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Value;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.testing.VirtualThreads;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Main class of a forked JVM: threads that run at full speed through frames of which every variable tells the number of
 * the call, and captures that check that a thread's variables all tell the same number, each under its own name and at
 * its own line.
 */
final class SelfChecking {

    /** What each variable's text begins with, by method and name. */
    private static final Map<String, Set<String>> BEGINNINGS = Map.of(
            "serve.name", Set.of("n"),
            "first.name", Set.of("n"),
            "first.stage", Set.of("stage"),
            "first.later", Set.of("later"),
            "second.title", Set.of("n"),
            "second.only", Set.of("only"),
            "work.label", Set.of("stage", "later", "only"));

    private static final Set<String> PARCELS = Set.of(
            "serve.parcel",
            "first.parcel",
            "second.parcel",
            "work.parcel",
            "work.copy",
            "work.one",
            "work.two",
            "work.three",
            "work.four",
            "work.five",
            "work.six",
            "turn.copy",
            "turn.seven",
            "turn.eight",
            "turn.nine",
            "turn.ten");

    private static volatile long sink;
    private static volatile int step = 1;

    private final Map<Integer, String> labelByLine = new HashMap<>();
    private long checked;
    private long wrong;

    private SelfChecking() {}

    /** Boxes a number, so that there is an object with a field to look at. */
    static final class Parcel {
        private final long number;

        Parcel(long number) {
            this.number = number;
        }
    }

    /** Arguments: how many values to check, how many threads. */
    public static void main(String[] arguments) throws Exception {
        long wanted = Long.parseLong(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        for (int i = 0; i < threads; i++) {
            long start = i * 1_000_000_000L;
            Runnable runs = () -> runFrom(start);
            if (i % 2 == 1 && Runtime.version().feature() >= 25) {
                VirtualThreads.start("runs-" + i, runs);
            } else {
                Thread thread = new Thread(runs, "runs-" + i);
                thread.setDaemon(true);
                thread.start();
            }
        }
        SelfChecking check = new SelfChecking();
        long captures = check.until(wanted);
        System.out.println(check.checked + " values checked in " + captures + " captures, " + check.wrong + " wrong");
        if (check.wrong > 0) {
            System.exit(1);
        }
    }

    private long until(long wanted) {
        CaptureLimits limits =
                CaptureLimits.builder().variablePauseMillis(60_000).build();
        Jvmti.Loading library = Jvmti.load();
        Jdk jdk = Jdk.probe(library);
        VariableReader variables = VariableReader.builder(jdk, library, limits)
                .inApp(frame -> frame.className().startsWith(SelfChecking.class.getName()))
                .build();
        JvmCollector collector = new JvmCollector(jdk, limits, variables);
        long captures = 0;
        while (checked < wanted) {
            captures++;
            ThreadDump dump = collector.look(CaptureReason.MANUAL).dump();
            dump.threads().stream()
                    .filter(thread -> thread.name().startsWith("runs-"))
                    .forEach(this::check);
        }
        return captures;
    }

    private void check(CapturedThread thread) {
        Set<Long> numbers = new TreeSet<>();
        for (FrameVariables frame : thread.variables()) {
            Frame place = thread.stack().frames().get(frame.depth());
            for (Variable variable : frame.variables()) {
                check(place.method() + "." + variable.name(), variable.value(), numbers);
            }
        }
        checkLines(thread);
        if (numbers.size() > 1) {
            fail("different numbers " + numbers, thread);
        }
    }

    private void check(String key, Value value, Set<Long> numbers) {
        if (value instanceof Value.Unread) {
            return; // slow machines run out of time, and say so
        }
        if (PARCELS.contains(key)) {
            checked++;
            numbers.add(numberIn(value));
        } else if (BEGINNINGS.containsKey(key)) {
            checked++;
            String text = ((Value.Text) value).text();
            String letters = text.replaceAll("[0-9]", "");
            if (!BEGINNINGS.get(key).contains(letters)) {
                wrong++;
                System.out.println(key + " is " + text);
            }
            numbers.add(Long.parseLong(text.substring(letters.length())));
        }
    }

    private static long numberIn(Value value) {
        if (value instanceof Value.Plain plain) {
            return ((Number) plain.value()).longValue();
        }
        Value.Member number = ((Value.Structure) value).members().get(0); // never empty: what is not read is Unread
        return numberIn(number.value());
    }

    /** A call from one line always passes the same kind of label, so the line that is shown tells what to find. */
    private void checkLines(CapturedThread thread) {
        for (FrameVariables frame : thread.variables()) {
            Frame place = thread.stack().frames().get(frame.depth());
            FrameVariables caller = thread.variablesAt(frame.depth() + 1);
            if (place.method().equals("work") && caller != null) {
                int line = thread.stack().frames().get(frame.depth() + 1).line();
                for (Variable variable : frame.variables()) {
                    if (variable.name().equals("label") && variable.value() instanceof Value.Text) {
                        String kind = ((Value.Text) variable.value()).text().replaceAll("[0-9]", "");
                        checked++;
                        if (!labelByLine.computeIfAbsent(line, l -> kind).equals(kind)) {
                            fail("line " + line + " passes " + labelByLine.get(line), thread);
                        }
                    }
                }
            }
        }
    }

    private void fail(String why, CapturedThread thread) {
        wrong++;
        System.out.println(
                why + ": " + thread.variables() + " in " + thread.stack().frames());
    }

    private static void runFrom(long start) {
        for (long number = start; ; number++) {
            serve(number);
        }
    }

    private static void serve(long number) {
        String name = "n" + number;
        Parcel parcel = new Parcel(number);
        first(name, parcel);
        sink += name.length();
        second(parcel, name);
        sink += parcel.number + name.length();
    }

    private static void first(String name, Parcel parcel) {
        String stage = "stage" + parcel.number;
        work(stage, parcel);
        String later = "later" + parcel.number;
        work(later, parcel);
        sink += stage.length() + later.length() + name.length() + parcel.number;
    }

    private static void second(Parcel parcel, String title) {
        String only = "only" + parcel.number;
        work(only, parcel);
        sink += only.length() + title.length() + parcel.number;
    }

    private static void work(String label, Parcel parcel) {
        Long copy = Long.valueOf(parcel.number);
        Parcel one = new Parcel(parcel.number);
        Parcel two = new Parcel(one.number);
        Long three = Long.valueOf(two.number);
        Long four = Long.valueOf(one.number);
        Parcel five = new Parcel(four);
        Parcel six = parcel;
        // Some calls are over before the next look, some are not. As its step is not known, the loop can be stopped
        // within.
        int turns = 1_000 << (parcel.number & 7);
        for (int i = 0; i < turns; i += step) {
            turn(copy, i & 15);
        }
        sink += label.length()
                + copy
                + parcel.number
                + one.number
                + two.number
                + three
                + four
                + five.number
                + six.number;
    }

    /** The stack gets deeper and less deep all the time. */
    private static void turn(Long copy, int times) {
        Long seven = copy;
        Parcel eight = new Parcel(copy);
        Parcel nine = new Parcel(seven);
        Long ten = Long.valueOf(eight.number);
        for (int i = 0; i < times; i += step) {
            sink += i ^ copy;
        }
        sink += seven + eight.number + nine.number + ten;
    }
}
