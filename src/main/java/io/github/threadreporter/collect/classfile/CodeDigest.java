package io.github.threadreporter.collect.classfile;

/**
 * Tells whether two methods have the same code. References into the constant pool do not count: an agent that changes
 * one method of a class renumbers the constants of all, and scopes of variables hang on instructions and slots alone.
 */
final class CodeDigest {

    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final int length;
    private final long digest;

    private CodeDigest(int length, long digest) {
        this.length = length;
        this.digest = digest;
    }

    static CodeDigest of(byte[] bytes, int from, int length) {
        long digest = FNV_START;
        int end = from + length;
        int at = from;
        while (at < end) {
            int next = Math.min(end, at + Math.max(1, Instructions.length(bytes, from, at, end)));
            int constant = Instructions.constantBytes(bytes[at] & 0xff);
            for (int i = at; i < next; i++) {
                int value = i > at && i <= at + constant ? 0 : bytes[i];
                digest = (digest ^ (value & 0xff)) * FNV_PRIME;
            }
            at = next;
        }
        return new CodeDigest(length, digest);
    }

    int length() {
        return length;
    }

    boolean matches(byte[] code) {
        return code.length == length && of(code, 0, code.length).digest == digest;
    }
}
