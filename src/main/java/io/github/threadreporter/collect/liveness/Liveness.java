package io.github.threadreporter.collect.liveness;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Which local variables a method will read yet. A JVM may forget the others, and shows zero or null in their places;
 * those that are live here it keeps, since it must be able to go on in the interpreter at any call.
 *
 * <p>Says no more than is sure: a variable counts as live only if the code itself has a way from the bytecode index to
 * an instruction that reads it, with no other write to it on that way. Immutable, thread-safe.
 */
public final class Liveness {

    /** Enough for any method but the largest with a long exception table. */
    private static final int MAX_STEPS = 1 << 18;

    private final Bytecode code;
    private final List<Handler> handlers;

    /**
     * @param code the instructions, as in the class file
     * @param handlers the exception table in its order
     */
    public Liveness(byte[] code, List<Handler> handlers) {
        this.code = new Bytecode(code);
        this.handlers = List.copyOf(handlers);
    }

    /**
     * Whether the variable may be read from here on before it is written.
     *
     * @param slot its (first) slot
     * @param bytecodeIndex the instruction that is about to run, or is running: an invocation
     * @return false, too, where that cannot be told, and for code that is malformed
     */
    public boolean isLive(int slot, int bytecodeIndex) {
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        add(bytecodeIndex, seen, open);
        for (int steps = 0; !open.isEmpty() && steps < MAX_STEPS; steps += 1 + handlers.size()) {
            int at = open.remove();
            if (code.reads(at, slot)) {
                return true;
            }
            if (code.writes(at, slot)) {
                continue;
            }
            code.successors(at, next -> add(next, seen, open));
            if (code.mayThrow(at)) {
                addHandlers(at, seen, open);
            }
        }
        return false;
    }

    private void addHandlers(int at, BitSet seen, Deque<Integer> open) {
        for (Handler handler : handlers) {
            if (handler.covers(at)) {
                add(handler.target(), seen, open);
                if (handler.catchesAll()) {
                    return; // it shadows those that follow
                }
            }
        }
    }

    private void add(int at, BitSet seen, Deque<Integer> open) {
        if (code.length(at) > 0 && !seen.get(at)) {
            seen.set(at);
            open.add(at);
        }
    }
}
