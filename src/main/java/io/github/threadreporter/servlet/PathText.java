package io.github.threadreporter.servlet;

import org.jspecify.annotations.Nullable;

/** What is kept of the address of a request: its path as it was sent, without path parameters such as session ids. */
final class PathText {

    private PathText() {}

    static String of(@Nullable String uri) {
        if (uri == null) {
            return "";
        }
        int parameter = uri.indexOf(';');
        if (parameter < 0) {
            return uri;
        }
        StringBuilder path = new StringBuilder(uri.length());
        int from = 0;
        while (parameter >= 0) {
            path.append(uri, from, parameter);
            int slash = uri.indexOf('/', parameter);
            if (slash < 0) {
                return path.toString();
            }
            from = slash;
            parameter = uri.indexOf(';', from);
        }
        return path.append(uri, from, uri.length()).toString();
    }
}
