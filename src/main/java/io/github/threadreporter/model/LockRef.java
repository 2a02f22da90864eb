package io.github.threadreporter.model;

/**
 * An object that threads lock or wait on.
 *
 * @param className its class, e.g. {@code com.acme.Stock} or {@code java.util.concurrent.locks.ReentrantLock$NonfairSync}
 * @param identity its identity hash code in hexadecimal. Two different objects can share it, which is rare enough to
 *     be told apart by class
 */
public record LockRef(String className, String identity) {

    public static LockRef of(String className, int identityHashCode) {
        return new LockRef(className, Integer.toHexString(identityHashCode));
    }

    /** {@code com.acme.Stock@1f2e3d}. */
    public String text() {
        return className + "@" + identity;
    }
}
