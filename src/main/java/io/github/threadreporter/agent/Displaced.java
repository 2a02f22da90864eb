package io.github.threadreporter.agent;

/**
 * What makes the JDK forget our classes. It keeps, for all records together, the types that were last compared, hashed and
 * printed, and by these our class loader: JDK 17 for ever, later ones until memory gets short. These are its own types.
 */
record Displaced(String text) {

    /** Has an effect once for each class loader, which is when it leaves. */
    static void ours() {
        Displaced one = new Displaced("one");
        if (one.equals(new Displaced("two"))
                || one.hashCode() == 0
                || one.toString().isEmpty()) {
            throw new IllegalStateException("records that are not equal are");
        }
    }
}
