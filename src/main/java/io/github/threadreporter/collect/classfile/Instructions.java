package io.github.threadreporter.collect.classfile;

import java.nio.ByteBuffer;

/** Where one instruction of bytecode ends and the next begins. */
final class Instructions {

    private static final int TABLESWITCH = 170;
    private static final int LOOKUPSWITCH = 171;
    private static final int WIDE = 196;
    private static final int IINC = 132;

    private Instructions() {}

    /**
     * The length of the instruction at {@code at}, at most as far as {@code end}; 0 if it is none.
     *
     * @param start where the method begins, since switches are aligned to it
     */
    static int length(byte[] code, int start, int at, int end) {
        int opcode = code[at] & 0xff;
        return switch (opcode) {
            case TABLESWITCH, LOOKUPSWITCH -> switchLength(code, start, at, end);
            case WIDE -> at + 1 < end && (code[at + 1] & 0xff) == IINC ? 6 : 4;
            default -> fixedLength(opcode);
        };
    }

    private static int fixedLength(int opcode) {
        if (opcode == 185 || opcode == 186 || opcode == 200 || opcode == 201) {
            return 5; // invokeinterface, invokedynamic, goto_w, jsr_w
        }
        if (opcode == 197) {
            return 4; // multianewarray
        }
        if (opcode == 17 // sipush
                || opcode == 19
                || opcode == 20 // ldc_w, ldc2_w
                || opcode == IINC
                || (opcode >= 153 && opcode <= 168) // branches
                || (opcode >= 178 && opcode <= 184) // members
                || opcode == 187
                || opcode == 189 // new, anewarray
                || opcode == 192
                || opcode == 193 // checkcast, instanceof
                || opcode == 198
                || opcode == 199) { // branches on null
            return 3;
        }
        if (opcode == 16 // bipush
                || opcode == 18 // ldc
                || (opcode >= 21 && opcode <= 25) // loads
                || (opcode >= 54 && opcode <= 58) // stores
                || opcode == 169 // ret
                || opcode == 188) { // newarray
            return 2;
        }
        return opcode <= 201 ? 1 : 0;
    }

    private static int switchLength(byte[] code, int start, int at, int end) {
        int operands = at + 4 - (at - start) % 4;
        if (operands + 12 > end) {
            return 0;
        }
        long second = u4(code, operands + 4);
        long length = (code[at] & 0xff) == LOOKUPSWITCH
                ? operands + 8 + 8 * second
                : operands + 12 + 4 * (u4(code, operands + 8) - second + 1);
        return length > at && length <= end + 0L ? (int) (length - at) : 0;
    }

    private static long u4(byte[] code, int at) {
        return ByteBuffer.wrap(code, at, Integer.BYTES).getInt();
    }

    /** How many bytes after the opcode refer to the constant pool. */
    static int constantBytes(int opcode) {
        if (opcode == 18) {
            return 1;
        }
        boolean refers = opcode == 19
                || opcode == 20
                || (opcode >= 178 && opcode <= 187)
                || opcode == 189
                || opcode == 192
                || opcode == 193
                || opcode == 197;
        return refers ? 2 : 0;
    }
}
