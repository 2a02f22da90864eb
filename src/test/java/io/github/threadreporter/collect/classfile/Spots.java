package io.github.threadreporter.collect.classfile;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where running code was. Public, since compiled code calls it. */
public final class Spots {

    private static final ThreadLocal<Map<String, StackFrame>> SEEN = ThreadLocal.withInitial(LinkedHashMap::new);

    private Spots() {}

    /** Remembers the frame of the caller. */
    public static void at(String label) {
        StackFrame caller = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.skip(1).findFirst().orElseThrow());
        SEEN.get().put(label, caller);
    }

    /** The variables at each label that code came by since the last call. */
    static Map<String, List<LocalName>> seen(CompiledClasses classes) {
        Map<String, List<LocalName>> variables = new LinkedHashMap<>();
        SEEN.get().forEach((label, frame) -> variables.put(label, variables(classes, frame)));
        SEEN.remove();
        return variables;
    }

    private static List<LocalName> variables(CompiledClasses classes, StackFrame frame) {
        return classes.method(frame.getClassName(), frame.getMethodName(), frame.getDescriptor())
                .at(frame.getByteCodeIndex());
    }
}
