package io.github.threadreporter.enrich.redact;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The forms in which a secret turns up: as it is, as it is written in a URL and in a string literal, and, where it is
 * long, cut off or line by line. Lives only while an index is built.
 */
final class SecretPieces {

    /** The length of a line of a PEM file: of a secret longer than this, each such part is known for itself. */
    static final int LENGTH = 64;

    /** Nothing longer is found in one piece. */
    static final int LONGEST = 4_096;

    private static final int SHORTEST_LINE = 16;

    private final Set<String> whole = new LinkedHashSet<>();
    private final Set<String> pieces = new LinkedHashSet<>();

    void add(String secret) {
        addForm(secret);
        addForm(secret.strip());
        String url = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        addForm(url);
        addForm(url.replace("+", "%20"));
        addForm(secret.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t"));
    }

    Set<String> whole() {
        return whole;
    }

    Set<String> pieces() {
        return pieces;
    }

    private void addForm(String form) {
        if (form.length() < SecretIndex.WINDOW) {
            return;
        }
        String start = form.substring(0, Math.min(form.length(), LONGEST));
        whole.add(start);
        if (start.length() > LENGTH) {
            start.lines().map(String::strip).forEach(this::addLine);
        }
    }

    private void addLine(String line) {
        if (line.length() < SHORTEST_LINE || line.startsWith("-----")) {
            return;
        }
        for (int at = 0; at + LENGTH <= line.length(); at += LENGTH) {
            pieces.add(line.substring(at, at + LENGTH));
        }
        pieces.add(line.substring(Math.max(0, line.length() - LENGTH)));
    }
}
