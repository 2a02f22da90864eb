package io.github.threadreporter.model;

import java.util.List;

/**
 * The sentence of a capture, as a template with its parameters apart: the template groups in Sentry, so it holds no
 * name, id or number.
 *
 * @param template text with {@code %s} for each parameter, and no other use of {@code %}
 * @param params the parameters, as many as the template names
 */
public record Headline(String template, List<String> params) {

    public static final Headline NONE = new Headline("", List.of());

    public Headline {
        params = List.copyOf(params);
    }

    public static Headline of(String template, Object... params) {
        return new Headline(
                template, java.util.Arrays.stream(params).map(String::valueOf).toList());
    }

    /** The template with its parameters in place. */
    public String text() {
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (String param : params) {
            int mark = template.indexOf("%s", from);
            if (mark < 0) {
                break;
            }
            text.append(template, from, mark).append(param);
            from = mark + 2;
        }
        return text.append(template, from, template.length()).toString();
    }
}
