package io.github.threadreporter.collect.variables;

import io.github.threadreporter.collect.classfile.LocalName;
import io.github.threadreporter.internal.jvmti.MethodInfo;
import io.github.threadreporter.model.Variable.Kind;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/** The receiver and the parameters of a method of which there is no class file: known by their places. */
final class Positions {

    private Positions() {}

    static List<LocalName> of(MethodInfo method) {
        List<LocalName> names = new ArrayList<>();
        int slot = 0;
        if (!Modifier.isStatic(method.modifiers())) {
            names.add(new LocalName(slot++, "this", "Ljava/lang/Object;", Kind.RECEIVER));
        }
        String descriptor = method.descriptor();
        int at = 1;
        for (int i = 0; at < descriptor.length() && descriptor.charAt(at) != ')'; i++) {
            int end = endOfType(descriptor, at);
            String type = descriptor.substring(at, end);
            names.add(new LocalName(slot, "arg" + i, type, Kind.PARAMETER));
            slot += type.equals("J") || type.equals("D") ? 2 : 1;
            at = end;
        }
        return names;
    }

    private static int endOfType(String descriptor, int start) {
        int at = start;
        while (descriptor.charAt(at) == '[') {
            at++;
        }
        return descriptor.charAt(at) == 'L' ? descriptor.indexOf(';', at) + 1 : at + 1;
    }
}
