package io.github.threadreporter.internal;

import java.lang.StackWalker.StackFrame;

/**
 * One frame with what its slots held. Holds live objects: read from it at once and let it go. Thread-safe.
 */
public final class LiveFrame {

    private final LiveHandles handles;
    private final StackFrame frame;

    LiveFrame(LiveHandles handles, StackFrame frame) {
        this.handles = handles;
        this.frame = frame;
    }

    /** Equal to the element of the same frame in {@code Thread.getStackTrace()}. */
    public StackTraceElement element() {
        return frame.toStackTraceElement();
    }

    public Class<?> declaringClass() {
        return frame.getDeclaringClass();
    }

    public String method() {
        return frame.getMethodName();
    }

    /** As in the class file, e.g. {@code (ILjava/lang/String;)V}. */
    public String descriptor() {
        return frame.getDescriptor();
    }

    /** Index of the instruction that is being executed, negative in native methods. */
    public int bytecodeIndex() {
        return frame.getByteCodeIndex();
    }

    /** Whether the interpreter runs it; otherwise compiled code does. */
    public boolean isInterpreted() {
        return handles.isInterpreted(frame);
    }

    /** What it holds; a copy, made at each call. */
    public LiveSlots slots() {
        return new LiveSlots(handles, handles.locals(frame), isInterpreted());
    }
}
