package io.github.threadreporter.model;

import org.jspecify.annotations.Nullable;

/**
 * One frame of a stack. Frames are shared between threads; what differs from thread to thread (locks, variables) hangs
 * on the {@linkplain CapturedThread thread} by depth.
 *
 * @param className binary name of the class, e.g. {@code com.acme.Stock$Shelf}
 * @param method name of the method as in the class file, e.g. {@code <init>}
 * @param file name of the source file without a folder, or null where the class does not tell
 * @param line line in that file from 1, {@value #UNKNOWN_LINE} where it is unknown, {@value #NATIVE} in a native method
 * @param module name of the class's module, or null for the unnamed one
 * @param inApp whether this is code of the application rather than of a library
 * @param source source lines, or null where none were looked for or found
 */
public record Frame(
        String className,
        String method,
        @Nullable String file,
        int line,
        @Nullable String module,
        boolean inApp,
        @Nullable SourceContext source) {

    /** The line of a frame whose class was compiled without line numbers. */
    public static final int UNKNOWN_LINE = -1;

    /** The line of a frame in a native method. */
    public static final int NATIVE = -2;

    /** A frame as collected: nothing worked out yet. */
    public static Frame of(StackTraceElement element) {
        return new Frame(
                steadyName(element.getClassName()),
                element.getMethodName(),
                element.getFileName(),
                element.getLineNumber() >= 0 || element.isNativeMethod() ? element.getLineNumber() : UNKNOWN_LINE,
                element.getModuleName(),
                false,
                null);
    }

    /**
     * The class without what differs from run to run: {@code Stock$$Lambda$491/0x00007fbfbc308ad8} is {@code
     * Stock$$Lambda}. Threads in the same lambda have equal stacks by that, and Sentry groups them.
     */
    private static String steadyName(String className) {
        int lambda = className.indexOf("$$Lambda");
        if (lambda >= 0) {
            return className.substring(0, lambda) + "$$Lambda";
        }
        int hidden = className.lastIndexOf("/0x");
        return hidden < 0 ? className : className.substring(0, hidden);
    }

    public boolean isNative() {
        return line == NATIVE;
    }

    /** Whether its module is one of the JDK's; proxies live in modules {@code jdk.proxyN} of its own making. */
    public boolean inJdkModule() {
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }

    public Frame withInApp(boolean value) {
        return new Frame(className, method, file, line, module, value, source);
    }

    public Frame withSource(@Nullable SourceContext value) {
        return new Frame(className, method, file, line, module, inApp, value);
    }

    /** {@code Stock.reserve(Stock.java:88)}: short, for sentences. */
    public String shortText() {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return simple + "." + method + "(" + place() + ")";
    }

    /** {@code Stock.java:88}, {@code Native Method} or {@code Unknown Source}, as in a thread dump. */
    public String place() {
        if (isNative()) {
            return "Native Method";
        }
        if (file == null) {
            return "Unknown Source";
        }
        return line > 0 ? file + ":" + line : file;
    }
}
