package io.github.threadreporter.internal.jvmti;

/**
 * A method as it is loaded at this moment. Holds its class, so let it go with the capture. The arrays are the
 * reader's own.
 *
 * @param descriptor parameter and return types as in the class file
 * @param modifiers as {@code java.lang.reflect.Modifier} knows them
 * @param maxLocals number of slots of its local variables; 0 where native
 * @param argumentSlots how many of these are its arguments, the receiver included; 0 where native
 * @param bytecode as in the class file; empty where native
 * @param lines pairs of first bytecode index and line; empty where unknown
 * @param obsolete whether a redefinition has replaced it: class files tell nothing about it any more
 */
@SuppressWarnings("ArrayRecordComponent") // many of them, and short-lived
public record MethodInfo(
        Class<?> declaringClass,
        String name,
        String descriptor,
        int modifiers,
        int maxLocals,
        int argumentSlots,
        byte[] bytecode,
        int[] lines,
        boolean obsolete) {}
