package io.github.threadreporter.collect.classfile;

import java.util.Optional;
import java.util.Set;

/**
 * The method that another one is there to invoke.
 *
 * @param className binary name of its class, e.g. {@code com.acme.Orders}
 * @param method its name, e.g. {@code lambda$submit$3}
 * @param descriptor its parameters and result as in the class file
 */
public record Invoked(String className, String method, String descriptor) {

    private static final int VIRTUAL = 182;
    private static final int INTERFACE = 185;
    private static final Set<String> BOXES = Set.of(
            "java/lang/Boolean",
            "java/lang/Byte",
            "java/lang/Character",
            "java/lang/Short",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Float",
            "java/lang/Double",
            "java/lang/Number");

    /**
     * What the class that the JVM made for a lambda or a method reference invokes: that puts what was captured and what it
     * was given on the stack, converts between primitive types and their boxes, and has one call beside these.
     *
     * @param pool the constant pool of the class, from the number of its entries on
     * @param code the bytecode of the method that implements the interface
     * @return empty where it goes about it in another way
     */
    public static Optional<Invoked> byLambda(byte[] pool, byte[] code) {
        try {
            ConstantPool constants = ConstantPool.read(new Cursor(pool));
            String[] found = null;
            boolean isCertain = false;
            for (int at = 0; at < code.length; ) {
                int opcode = code[at] & 0xff;
                if (opcode >= VIRTUAL && opcode <= INTERFACE && at + 2 < code.length) {
                    String[] method = constants.method((code[at + 1] & 0xff) << 8 | (code[at + 2] & 0xff));
                    boolean boxes = method[1].equals("valueOf") && method[2].charAt(2) == ')';
                    boolean converts = BOXES.contains(method[0]) && (boxes || method[1].endsWith("Value"));
                    if (found == null || (!converts && !isCertain)) {
                        found = method;
                        isCertain = !converts;
                    }
                }
                at += Math.max(1, Instructions.length(code, 0, at, code.length));
            }
            return found == null || found[0].equals("java/lang/invoke/MethodHandle")
                    ? Optional.empty()
                    : Optional.of(new Invoked(found[0].replace('/', '.'), found[1], found[2]));
        } catch (UnreadableClassFile e) {
            return Optional.empty(); // another way to make lambdas than the one known here
        }
    }

    /** How many parameters it has, the receiver not counted. */
    public int parameters() {
        try {
            return Descriptor.parse(descriptor).types().size();
        } catch (UnreadableClassFile e) {
            throw new IllegalArgumentException("not the descriptor of a method: " + descriptor, e);
        }
    }
}
