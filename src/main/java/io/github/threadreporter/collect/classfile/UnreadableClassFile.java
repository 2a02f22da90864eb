package io.github.threadreporter.collect.classfile;

/** Bytes that are no class file, or one that is damaged or newer than this reader. */
final class UnreadableClassFile extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableClassFile(String why) {
        super(why, null, false, false);
    }
}
