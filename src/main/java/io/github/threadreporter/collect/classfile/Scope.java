package io.github.threadreporter.collect.classfile;

/**
 * One line of a LocalVariableTable.
 *
 * @param start first bytecode index where the variable has a value
 * @param length how many bytecode indices from there
 */
record Scope(int start, int length, int slot, String name, String descriptor) {

    boolean holds(int bci) {
        return start <= bci && bci < start + length;
    }
}
