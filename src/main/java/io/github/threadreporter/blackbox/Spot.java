package io.github.threadreporter.blackbox;

/** A frame, kept once. */
record Spot(StackTraceElement element, boolean inApp) {

    private static final int FIXED_BYTES = 48 + 24 + 32 + 8 + 8;
    private static final int STRING_BYTES = 48;

    /**
     * A copy: what the JVM hands out holds the class as well, which could not be unloaded then. (It lets go of it only where
     * it makes the elements of exceptions.)
     */
    static Spot of(StackTraceElement seen, boolean inApp) {
        StackTraceElement copy = new StackTraceElement(
                seen.getClassLoaderName(),
                seen.getModuleName(),
                seen.getModuleVersion(),
                seen.getClassName(),
                seen.getMethodName(),
                seen.getFileName(),
                seen.getLineNumber());
        return new Spot(copy, inApp);
    }

    /** With its place in a table; the names of the class and of its file are counted with the class. */
    long bytes() {
        return (long) FIXED_BYTES + STRING_BYTES + element.getMethodName().length();
    }

    boolean sameMethod(Spot other) {
        return sameMethod(element, other.element);
    }

    static boolean sameMethod(StackTraceElement one, StackTraceElement other) {
        return one.getMethodName().equals(other.getMethodName())
                && one.getClassName().equals(other.getClassName());
    }

    /** {@code Payments.send(Payments.java:65)}. */
    static String text(StackTraceElement element) {
        String name = element.getClassName();
        String place = element.isNativeMethod()
                ? "native"
                : element.getFileName() == null
                        ? "unknown source"
                        : element.getFileName() + (element.getLineNumber() < 0 ? "" : ":" + element.getLineNumber());
        return name.substring(name.lastIndexOf('.') + 1) + "." + element.getMethodName() + "(" + place + ")";
    }
}
