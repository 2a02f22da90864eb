package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.FrameVariables;
import io.github.threadreporter.model.HeldLock;
import io.github.threadreporter.model.LockRef;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.StackTrace;
import io.github.threadreporter.model.ThreadKind;
import io.github.threadreporter.model.Usage;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One thread in the layout of {@code jstack}; what jstack does not know stands in lines that begin with {@code //}. */
final class ThreadText {

    private static final int ADDRESS_DIGITS = 16;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final long KIB = 1024;

    private final TextLines out;

    ThreadText(TextLines out) {
        this.out = out;
    }

    /**
     * @param carried id of the virtual thread that runs on it, or null
     * @param stood for how long it stands there, in words, or empty
     * @param wait what else is known of its wait, in words, or empty
     */
    void thread(CapturedThread thread, @Nullable StackGroup group, @Nullable Long carried, String stood, String wait) {
        header(thread);
        out.line(
                "   java.lang.Thread.State: ",
                thread.state() + WaitWords.of(thread).afterState());
        if (carried != null) {
            out.begin("   Carrying virtual thread #").add(carried).end();
        }
        if (!stood.isEmpty()) {
            out.line(ContextText.COMMENT, stood);
        }
        if (!wait.isEmpty()) {
            out.begin(ContextText.COMMENT).add("waits: for ").add(wait).end();
        }
        new ContextText(out).context(thread, group);
        stack(thread);
        synchronizers(thread);
        out.blank();
    }

    private void header(CapturedThread thread) {
        boolean virtual = thread.kind() == ThreadKind.VIRTUAL;
        String id = Long.toHexString(thread.id());
        out.begin("\"").add(thread.name()).add("\" #").add(thread.id());
        out.add(virtual ? " virtual" : thread.daemon() ? " daemon" : "");
        out.add(" prio=").add(thread.priority());
        usage(thread.usage());
        out.add(" tid=").hex(id, ADDRESS_DIGITS).add(" nid=").hex(id, 1);
        out.add(" ")
                .add(WaitWords.of(thread).inHeader())
                .add("  [")
                .hex("0", ADDRESS_DIGITS)
                .add("]");
        out.end();
    }

    private void usage(Usage usage) {
        if (usage.cpuNanos() != Usage.UNKNOWN) {
            out.add(String.format(Locale.ROOT, " cpu=%.2fms", usage.cpuNanos() / NANOS_PER_MILLI));
        }
        long bytes = usage.allocatedBytes();
        if (bytes != Usage.UNKNOWN) {
            boolean small = bytes < 100 * KIB;
            out.add(" allocated=").add(small ? bytes : bytes / KIB).add(small ? "B" : "K");
        }
    }

    /** The frames with their locks and variables. */
    void stack(CapturedThread thread) {
        List<Frame> frames = thread.stack().frames();
        if (frames.isEmpty()) {
            waits(thread.waitsFor());
        }
        for (int depth = 0; depth < frames.size(); depth++) {
            frame(out.begin("\t"), frames.get(depth)).end();
            if (depth == 0) {
                waits(thread.waitsFor());
            }
            for (HeldLock held : thread.held()) {
                if (held.depth() == depth) {
                    lock("locked", held.lock());
                }
            }
            FrameVariables variables = thread.variablesAt(depth);
            if (variables != null) {
                new VariableText(out).frame(variables);
            }
        }
        if (thread.stack().framesCut() != 0) {
            out.line("\t", cut(thread.stack()));
        }
    }

    /** How many frames are not there. */
    static String cut(StackTrace stack) {
        int cut = stack.framesCut();
        return "... " + (cut > 0 ? cut + " older frames left out" : "older frames left out");
    }

    static TextLines frame(TextLines line, Frame frame) {
        line.add("at ").add(frame.className()).add(".").add(frame.method()).add("(");
        if (frame.module() != null) {
            line.add(frame.module()).add("/");
        }
        return line.add(frame.place()).add(")");
    }

    private void waits(@Nullable LockWait wait) {
        if (wait != null) {
            lock(
                    switch (wait.how()) {
                        case ENTERING -> "waiting to lock";
                        case WAITING -> "waiting on";
                        case PARKED -> "parking to wait for ";
                    },
                    wait.lock());
        }
    }

    private void lock(String how, LockRef lock) {
        out.begin("\t- ").add(how).add(" <").hex(lock.identity(), ADDRESS_DIGITS);
        out.add("> (a ").add(lock.className()).add(")").end();
    }

    private void synchronizers(CapturedThread thread) {
        int frames = thread.stack().frames().size();
        List<HeldLock> elsewhere = thread.held().stream()
                .filter(held -> held.depth() < 0 || held.depth() >= frames)
                .toList();
        if (!elsewhere.isEmpty()) {
            out.blank().line("", "   Locked ownable synchronizers:");
            for (HeldLock held : elsewhere) {
                out.begin("\t- <").hex(held.lock().identity(), ADDRESS_DIGITS);
                out.add("> (a ").add(held.lock().className()).add(")").end();
            }
        }
    }
}
