package io.github.threadreporter.attach;

import java.util.List;
import java.util.Set;

/** A command line of a java launcher. Immutable. */
record CommandLine(List<String> words) {

    /** Options of the launcher whose value is the next word. */
    private static final Set<String> WITH_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--limit-modules",
            "--enable-native-access",
            "--add-reads",
            "--add-exports",
            "--add-opens",
            "--patch-module",
            "--source",
            "-d",
            "--describe-module");

    private static final Set<String> MAIN = Set.of("-jar", "-m", "--module");
    private static final String SWITCH = "DisableAttachMechanism";

    CommandLine {
        words = List.copyOf(words);
    }

    /** @param text words that end with a zero byte */
    static CommandLine parse(String text) {
        return new CommandLine(List.of(text.split("\0", -1)));
    }

    /** Whether the first word names a launcher of that name. */
    boolean isJava() {
        String first = words.get(0);
        return first.substring(first.lastIndexOf('/') + 1).equals("java");
    }

    /** Main class, module or jar; empty where it cannot be told, as with an argument file. */
    String main() {
        if (!isJava()) {
            return "";
        }
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (MAIN.contains(word)) {
                return i + 1 < words.size() ? words.get(i + 1) : "";
            }
            if (word.startsWith("--module=")) {
                return word.substring(word.indexOf('=') + 1);
            }
            if (word.startsWith("@")) {
                return "";
            }
            if (WITH_VALUE.contains(word)) {
                i++;
            } else if (!word.startsWith("-")) {
                return word;
            }
        }
        return "";
    }

    /** Whether attaching is switched off by a flag here; the last one counts. */
    boolean deniesAttach() {
        boolean denies = false;
        for (String word : words) {
            if (word.equals("-XX:+" + SWITCH)) {
                denies = true;
            } else if (word.equals("-XX:-" + SWITCH)) {
                denies = false;
            }
        }
        return denies;
    }
}
