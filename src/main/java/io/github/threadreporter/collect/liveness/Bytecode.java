package io.github.threadreporter.collect.liveness;

import java.util.function.IntConsumer;

/** The instructions of a method: how long they are, which slots they touch, and where they go on. */
final class Bytecode {

    private static final int LDC = 0x12;
    private static final int LDC2_W = 0x14;
    private static final int ILOAD = 0x15;
    private static final int ILOAD_0 = 0x1a;
    private static final int IALOAD = 0x2e;
    private static final int ISTORE = 0x36;
    private static final int ISTORE_0 = 0x3b;
    private static final int IASTORE = 0x4f;
    private static final int POP = 0x57;
    private static final int IDIV = 0x6c;
    private static final int LDIV = 0x6d;
    private static final int IREM = 0x70;
    private static final int LREM = 0x71;
    private static final int IINC = 0x84;
    private static final int IFEQ = 0x99;
    private static final int GOTO = 0xa7;
    private static final int JSR = 0xa8;
    private static final int RET = 0xa9;
    private static final int TABLESWITCH = 0xaa;
    private static final int LOOKUPSWITCH = 0xab;
    private static final int IRETURN = 0xac;
    private static final int RETURN = 0xb1;
    private static final int GETSTATIC = 0xb2;
    private static final int ATHROW = 0xbf;
    private static final int MONITOREXIT = 0xc3;
    private static final int WIDE = 0xc4;
    private static final int MULTIANEWARRAY = 0xc5;
    private static final int IFNULL = 0xc6;
    private static final int IFNONNULL = 0xc7;
    private static final int GOTO_W = 0xc8;
    private static final int JSR_W = 0xc9;

    /** Length of each instruction by its opcode; 0 where it varies. */
    private static final String LENGTHS = "1".repeat(0x10) // constants
            + "23233" // bipush to ldc2_w
            + "22222" + "1".repeat(20) + "1".repeat(8) // loads
            + "22222" + "1".repeat(20) + "1".repeat(8) // stores
            + "1".repeat(9) + "1".repeat(36) + "3" + "1".repeat(15) + "11111" // stack, arithmetic, iinc, conversions
            + "3".repeat(14) + "332" + "00" + "111111" // branches, switches, returns
            + "3333" + "33355" // fields, invocations
            + "323113311" + "0" + "4" + "33" + "55"; // objects, wide, multianewarray, ifnull, goto_w and jsr_w

    /** Each kind of load and store has short forms for the first four slots. */
    private static final int SHORT_FORMS = 4;

    private final byte[] code;

    Bytecode(byte[] code) {
        this.code = code.clone();
    }

    /** In bytes; 0 where there is no whole instruction. */
    int length(int at) {
        if (at < 0 || at >= code.length || opcode(at) >= LENGTHS.length()) {
            return 0;
        }
        long length =
                switch (opcode(at)) {
                    case WIDE -> wideLength(at);
                    case TABLESWITCH, LOOKUPSWITCH -> switchLength(at);
                    default -> LENGTHS.charAt(opcode(at)) - '0';
                };
        return length > 0 && at + length <= code.length ? (int) length : 0;
    }

    private int wideLength(int at) {
        if (at + 1 >= code.length) {
            return 0;
        }
        int opcode = opcode(at + 1);
        if (opcode == IINC) {
            return 6;
        }
        boolean isSlot = (opcode >= ILOAD && opcode < ILOAD_0) || (opcode >= ISTORE && opcode < ISTORE_0);
        return isSlot || opcode == RET ? 4 : 0;
    }

    private long switchLength(int at) {
        int body = switchBody(at);
        if (body + 12 > code.length) {
            return 0;
        }
        long entries = opcode(at) == TABLESWITCH ? tableEntries(body) : int4(body + 4);
        long size = opcode(at) == TABLESWITCH ? 12 + 4 * entries : 8 + 8 * entries;
        return entries < 0 ? 0 : body - at + size;
    }

    private long tableEntries(int body) {
        return (long) int4(body + 8) - int4(body + 4) + 1;
    }

    /** The operands of a switch begin at a multiple of four. */
    private static int switchBody(int at) {
        return (at + 4) & ~3;
    }

    /** Whether it reads the slot; of a value of two slots, the first. */
    boolean reads(int at, int slot) {
        int opcode = slotOpcode(at);
        if (opcode >= ILOAD_0 && opcode < IALOAD) {
            return (opcode - ILOAD_0) % SHORT_FORMS == slot;
        }
        return ((opcode >= ILOAD && opcode < ILOAD_0) || opcode == IINC) && slotOperand(at) == slot;
    }

    /** Whether it writes the slot, be it with the second half of a value of two slots. */
    boolean writes(int at, int slot) {
        int opcode = slotOpcode(at);
        int written;
        int type;
        if (opcode >= ISTORE_0 && opcode < IASTORE) {
            written = (opcode - ISTORE_0) % SHORT_FORMS;
            type = (opcode - ISTORE_0) / SHORT_FORMS;
        } else if (opcode >= ISTORE && opcode < ISTORE_0) {
            written = slotOperand(at);
            type = opcode - ISTORE;
        } else {
            return false;
        }
        // int, long, float, double, reference
        boolean twoSlots = type == 1 || type == 3;
        return written == slot || (twoSlots && written + 1 == slot);
    }

    private int slotOpcode(int at) {
        return opcode(at) == WIDE ? opcode(at + 1) : opcode(at);
    }

    private int slotOperand(int at) {
        return opcode(at) == WIDE ? int2(at + 2) & 0xffff : opcode(at + 1);
    }

    boolean mayThrow(int at) {
        int opcode = opcode(at);
        return (opcode >= LDC && opcode <= LDC2_W)
                || (opcode >= IALOAD && opcode < ISTORE)
                || (opcode >= IASTORE && opcode < POP)
                || opcode == IDIV
                || opcode == LDIV
                || opcode == IREM
                || opcode == LREM
                || (opcode >= GETSTATIC && opcode <= MONITOREXIT)
                || opcode == MULTIANEWARRAY;
    }

    /** Where it goes on without an exception. Not into and out of subroutines, which no compiler makes any more. */
    void successors(int at, IntConsumer next) {
        int opcode = opcode(at);
        switch (opcode) {
            case GOTO -> next.accept(at + int2(at + 1));
            case GOTO_W -> next.accept(at + int4(at + 1));
            case TABLESWITCH -> switchTargets(at, 12, 4, tableEntries(switchBody(at)), next);
            case LOOKUPSWITCH -> switchTargets(at, 12, 8, int4(switchBody(at) + 4), next);
            case JSR, JSR_W, RET, ATHROW -> {}
            default -> {
                boolean isWideRet = opcode == WIDE && opcode(at + 1) == RET;
                if (isWideRet || (opcode >= IRETURN && opcode <= RETURN)) {
                    return;
                }
                if ((opcode >= IFEQ && opcode < GOTO) || opcode == IFNULL || opcode == IFNONNULL) {
                    next.accept(at + int2(at + 1));
                }
                next.accept(at + length(at));
            }
        }
    }

    private void switchTargets(int at, int first, int step, long entries, IntConsumer next) {
        int body = switchBody(at);
        next.accept(at + int4(body));
        for (int i = 0; i < entries; i++) {
            next.accept(at + int4(body + first + step * i));
        }
    }

    private int opcode(int at) {
        return code[at] & 0xff;
    }

    private int int2(int at) {
        return (short) (opcode(at) << 8 | opcode(at + 1));
    }

    private int int4(int at) {
        return int2(at) << 16 | (int2(at + 2) & 0xffff);
    }
}
