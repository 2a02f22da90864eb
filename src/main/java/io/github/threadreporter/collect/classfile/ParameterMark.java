package io.github.threadreporter.collect.classfile;

/**
 * An annotation on a parameter. Class files do not always say on which: the compiler's own parameters, before the
 * declared ones, may be counted or not. Then it is one of several.
 *
 * @param first position of the first parameter that it may be on
 * @param last position of the last
 * @param annotation its simple name
 */
record ParameterMark(int first, int last, String annotation) {

    boolean mayBeOn(int position) {
        return first <= position && position <= last;
    }
}
