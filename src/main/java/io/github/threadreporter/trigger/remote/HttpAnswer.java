package io.github.threadreporter.trigger.remote;

/**
 * What a caller is told.
 *
 * @param status by HTTP
 * @param name of the one member of the JSON
 * @param text its value
 * @param retryAfter seconds; 0 for none
 */
record HttpAnswer(int status, String name, String text, long retryAfter) {

    static HttpAnswer error(int status, String text) {
        return new HttpAnswer(status, "error", text, 0);
    }

    static HttpAnswer later(long seconds, String text) {
        return new HttpAnswer(429, "error", text, seconds);
    }

    static HttpAnswer captured(String id) {
        return new HttpAnswer(202, "captureId", id, 0);
    }

    String json() {
        StringBuilder json = new StringBuilder("{\"").append(name).append("\":\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else {
                json.append(c < ' ' ? ' ' : c);
            }
        }
        return json.append("\"}\n").toString();
    }
}
