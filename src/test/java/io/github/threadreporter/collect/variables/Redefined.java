package io.github.threadreporter.collect.variables;

import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Main class of a forked JVM, and its agent: a class is loaded, and its methods are replaced by others whose variables
 * lie in other slots. Its class file knows only the first ones.
 */
public final class Redefined {

    private static final String SOURCE = """
            class Source {
                static void run(Runnable inside) {
                    order("order-17", inside);
                }

                private static void order(String id, Runnable inside) {
                    String first = id + "-%s"; String second = id + "-%s";
                    inside.run();
                    System.identityHashCode(id + first + second);
                }
            }
            """;

    private static Instrumentation instrumentation;

    private Redefined() {}

    public static void premain(String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /** Argument: a folder. */
    public static void main(String[] arguments) throws Exception {
        Path before = Files.createDirectory(Path.of(arguments[0], "before"));
        Path after = Files.createDirectory(Path.of(arguments[0], "after"));
        Consumer<Runnable> code = SourceClasses.java(before, SOURCE.formatted("first", "second"), "-g");
        String swapped = SOURCE.replace("first = id + \"-%s\"; String second", "second = id + \"-%s\"; String first");
        SourceClasses.java(after, swapped.formatted("second", "first"), "-g");

        try (Victim old = new Victim(code)) {
            print("loaded", old);
            Class<?> loaded = null;
            for (Class<?> type : instrumentation.getAllLoadedClasses()) {
                loaded = type.getName().equals("Source")
                                && type.getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .getPath()
                                        .contains("before")
                        ? type
                        : loaded;
            }
            byte[] bytes = Files.readAllBytes(after.resolve("Source.class"));
            instrumentation.redefineClasses(new ClassDefinition(loaded, bytes));
            print("obsolete", old);
        }
        try (Victim replaced = new Victim(code)) {
            print("replaced", replaced);
        }
    }

    private static void print(String state, Victim victim) {
        VariableReader reader = Victim.reader(Victim.LIMITS).build();
        System.out.println(state + ": " + victim.variables(reader, "order") + " "
                + victim.frame(reader, "order").missing());
    }
}
