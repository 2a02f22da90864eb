package io.github.threadreporter.receiver;

import com.sun.net.httpserver.HttpExchange;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files of the page, read once from the library's resources. No other path leads to a file. */
final class PageFiles {

    private static final String FOLDER = "/io/github/threadreporter/page/";

    private static final List<String> NAMES = List.of(
            "page.html",
            "page.css",
            "dom.js",
            "model.js",
            "text.js",
            "values.js",
            "list.js",
            "stack.js",
            "waits.js",
            "graph.js",
            "tasks.js",
            "source.js",
            "route.js",
            "head.js",
            "changes.js",
            "history.js",
            "page.js");

    private final Map<String, byte[]> files = new HashMap<>();

    PageFiles() throws IOException {
        for (String name : NAMES) {
            try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + name)) {
                if (in == null) {
                    throw new FileNotFoundException(FOLDER + name);
                }
                files.put(name, in.readAllBytes());
            }
        }
    }

    /** Answers true if {@code path} is one of the page's. */
    boolean handle(HttpExchange exchange, String path) throws IOException {
        String name = path.equals("/") ? "page.html" : path.substring(1);
        byte @Nullable [] file = files.get(name);
        if (file == null) {
            return false;
        }
        Responses.bytes(exchange, 200, type(name), file);
        return true;
    }

    private static String type(String name) {
        String type = name.endsWith(".html") ? "text/html" : name.endsWith(".css") ? "text/css" : "text/javascript";
        return type + "; charset=utf-8";
    }
}
