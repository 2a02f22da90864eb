package io.github.threadreporter.collect.classfile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names as they stand in the source, made out of those that compilers give: Kotlin's to receivers, captured variables
 * and what was inlined, javac's and Groovy's to what they pass along. A name from the source is its own.
 */
public final class ReadableNames {

    private static final String THIS = "this";

    private ReadableNames() {}

    /**
     * The variables of one frame with readable names, without those that only mark inlined code. No two of them share a
     * readable name: a name from the source has it before one that is made out, an earlier one before a later, which
     * keeps that of the compiler.
     */
    static List<LocalName> of(List<LocalName> variables) {
        Set<String> taken = new HashSet<>();
        for (LocalName variable : variables) {
            if (variable(variable.name()).equals(variable.name())) {
                taken.add(variable.name());
            }
        }
        List<LocalName> readable = new ArrayList<>();
        for (LocalName variable : variables) {
            String name = variable(variable.name());
            if (name.equals(variable.name())) {
                readable.add(variable);
            } else if (!name.isEmpty()) {
                readable.add(taken.add(name) ? variable.named(name) : variable);
            }
        }
        return List.copyOf(readable);
    }

    /**
     * The name of one variable, e.g. {@code this@apply} for {@code $this$apply_u24lambda_u240}; empty if there is no
     * such variable in the source.
     */
    public static String variable(String raw) {
        if (raw.startsWith("$i$f$") || raw.startsWith("$i$a$")) {
            return ""; // Kotlin: the code of an inlined function, of an inlined argument
        }
        String name = withoutValueClass(withoutInlining(raw));
        if (name.equals("<unused var>")) {
            return ""; // Kotlin: _
        }
        if (name.equals("this_") && !name.equals(raw)) {
            return THIS + "@inlined";
        }
        if (name.startsWith("$this$") || name.startsWith("$this_")) {
            return receiver(name);
        }
        if (name.equals("$this") || name.equals("$self")) {
            return THIS; // Kotlin: of code moved into a static method; Groovy: of a trait
        }
        if (name.startsWith("$dstr$")) {
            return "(" + name.substring("$dstr$".length()).replace("$", ", ") + ")";
        }
        return decoded(withoutLambda(afterPrefix(name)));
    }

    private static String receiver(String name) {
        String label = decoded(withoutLambda(name.substring("$this$".length())));
        return label.isEmpty() ? name : THIS + "@" + label;
    }

    private static String afterPrefix(String name) {
        for (String prefix : List.of("val$", "$enum$", "$")) { // javac: captured; an enum's own; Kotlin: captured
            if (name.startsWith(prefix)
                    && name.length() > prefix.length()
                    && Character.isLetter(name.charAt(prefix.length()))) {
                return name.substring(prefix.length());
            }
        }
        return name;
    }

    /** Once inlined {@code x$iv}, twice {@code x$iv$iv}; since Kotlin 2 also {@code x\1}, {@code x\1\2}. */
    private static String withoutInlining(String raw) {
        int numbered = raw.indexOf('\\');
        String name = numbered > 0 ? raw.substring(0, numbered) : raw;
        while (name.endsWith("$iv") && name.length() > "$iv".length()) {
            name = name.substring(0, name.length() - "$iv".length());
        }
        return name;
    }

    /** {@code $v$c$kotlin-UIntArray$-values$0}: a parameter of a value class, as what it wraps. */
    private static String withoutValueClass(String name) {
        int from = name.startsWith("$v$c$") ? name.indexOf("$-") + 2 : 0;
        int to = name.lastIndexOf('$');
        return from > 1 && from < to ? name.substring(from, to) : name;
    }

    private static String withoutLambda(String name) {
        int at = firstOf(name, "_u24lambda", "_u24default");
        return at > 0 ? name.substring(0, at) : name;
    }

    private static String decoded(String name) {
        return name.replace("_u24", "$");
    }

    /**
     * The name of a method for showing: {@code lambda in place} for {@code lambda$place$3}, and the like of Kotlin's;
     * other names as they are.
     */
    public static String method(String raw) {
        if (raw.startsWith("lambda$")) {
            String rest = raw.substring("lambda$".length());
            int end = rest.lastIndexOf('$');
            return end > 0 && isNumber(rest.substring(end + 1)) ? lambdaIn(withoutHash(rest.substring(0, end))) : raw;
        }
        int kotlin = firstOf(raw, "$lambda$", "$lambda-");
        boolean numbered = kotlin > 0 && Character.isDigit(raw.charAt(raw.length() - 1));
        return numbered ? lambdaIn(raw.substring(0, kotlin)) : raw;
    }

    private static String lambdaIn(String method) {
        return switch (method) {
            case "new", "_init_" -> "lambda in constructor";
            case "static", "_clinit_" -> "lambda in static initializer";
            case "null" -> "lambda in lambda"; // javac 8
            default -> "lambda in " + method;
        };
    }

    /** javac names those that can be serialized {@code lambda$place$7f3a1c2b$1}. */
    private static String withoutHash(String name) {
        int at = name.lastIndexOf('$');
        return at > 0 && name.length() - at <= 9 && name.substring(at + 1).matches("[0-9a-f]+")
                ? name.substring(0, at)
                : name;
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Where one of the two first stands in {@code name}; negative if none does. */
    private static int firstOf(String name, String one, String other) {
        int a = name.indexOf(one);
        int b = name.indexOf(other);
        return a < 0 || b < 0 ? Math.max(a, b) : Math.min(a, b);
    }
}
