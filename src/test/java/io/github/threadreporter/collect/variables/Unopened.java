package io.github.threadreporter.collect.variables;

import io.github.threadreporter.collect.JvmCollector;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.internal.jvmti.Jvmti;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.model.ThreadDump;

/** Main class of a forked JVM in which the library is loaded and the packages of the JDK stay closed. */
final class Unopened {

    private Unopened() {}

    public static void main(String[] arguments) {
        Jdk closed = Jdk.probe();
        VariableReader reader =
                VariableReader.builder(closed, Jvmti.load(), Victim.LIMITS).build();
        ThreadDump dump = new JvmCollector(closed, Victim.LIMITS, reader)
                .look(CaptureReason.MANUAL)
                .dump();
        dump.account().missing().forEach(System.out::println);
    }
}
