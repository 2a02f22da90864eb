package io.github.threadreporter.config;

/** Numbers as the documentation writes them. */
final class Numbers {

    private Numbers() {}

    /** With a comma every three digits; by hand, since the first {@code String.format} of a JVM takes tens of milliseconds. */
    static String text(long number) {
        String digits = Long.toString(Math.abs(number));
        StringBuilder text = new StringBuilder(number < 0 ? "-" : "");
        for (int at = 0; at < digits.length(); at++) {
            if (at > 0 && (digits.length() - at) % 3 == 0) {
                text.append(',');
            }
            text.append(digits.charAt(at));
        }
        return text.toString();
    }
}
