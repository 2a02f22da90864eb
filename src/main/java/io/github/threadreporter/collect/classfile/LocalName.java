package io.github.threadreporter.collect.classfile;

import io.github.threadreporter.model.Variable;

/**
 * A local variable without its value.
 *
 * @param slot where it is; long and double also take the next
 * @param name its readable name, see {@link ReadableNames}
 * @param descriptor its type without type arguments, e.g. {@code Ljava/lang/String;} or {@code J}
 * @param kind what it is in its method
 */
public record LocalName(int slot, String name, String descriptor, Variable.Kind kind) {

    LocalName named(String other) {
        return new LocalName(slot, other, descriptor, kind);
    }
}
