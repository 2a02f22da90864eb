package io.github.threadreporter.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One option: its name, what it may be, what it is where nobody sets it, and what it means. The documentation is made of
 * these. Immutable and thread-safe.
 */
public abstract class Option {

    private final String name;
    private final String meaning;

    private Option(String name, String meaning) {
        this.name = name;
        this.meaning = meaning;
    }

    /** Without the prefix. */
    public final String name() {
        return name;
    }

    /** A sentence or two, as in the documentation. */
    public final String meaning() {
        return meaning;
    }

    /** What it is where nobody sets it, as it would be written; empty for nothing. */
    public abstract String standard();

    /** What it may be, in words. */
    public abstract String range();

    /**
     * Looks at the value that is set, if one is.
     *
     * @throws IllegalArgumentException naming key and value, if it may not be this
     */
    public abstract void check(Settings settings);

    /** True or false. */
    public static final class Flag extends Option {
        private final boolean standard;

        Flag(String name, boolean standard, String meaning) {
            super(name, meaning);
            this.standard = standard;
        }

        @Override
        public String standard() {
            return Boolean.toString(standard);
        }

        @Override
        public String range() {
            return "`true` or `false`";
        }

        @Override
        public void check(Settings settings) {
            in(settings);
        }

        /**
         * The value, or the standard one.
         *
         * @throws IllegalArgumentException naming key and value, if it is neither
         */
        public boolean in(Settings settings) {
            return settings.flag(name()).orElse(standard);
        }
    }

    /** A whole number. */
    public static final class Whole extends Option {
        private final int standard;
        private final int least;
        private final int most;

        Whole(String name, int standard, int least, int most, String meaning) {
            super(name, meaning);
            this.standard = standard;
            this.least = least;
            this.most = most;
        }

        public int least() {
            return least;
        }

        public int most() {
            return most;
        }

        @Override
        public String standard() {
            return Integer.toString(standard);
        }

        @Override
        public String range() {
            return Numbers.text(least) + " to " + Numbers.text(most);
        }

        @Override
        public void check(Settings settings) {
            in(settings);
        }

        /**
         * The value, or the standard one.
         *
         * @throws IllegalArgumentException naming key, value and range, if it is out of this
         */
        public int in(Settings settings) {
            int value = settings.number(name()).orElse(standard);
            if (value < least || value > most) {
                throw new IllegalArgumentException(
                        Settings.PREFIX + name() + ": " + value + " is not in " + least + " to " + most);
            }
            return value;
        }
    }

    /** A length of time. */
    public static final class Time extends Option {
        private final Duration standard;
        private final Duration least;
        private final Duration most;

        Time(String name, Duration standard, Duration least, Duration most, String meaning) {
            super(name, meaning);
            this.standard = standard;
            this.least = least;
            this.most = most;
        }

        @Override
        public String standard() {
            return DurationText.of(standard);
        }

        @Override
        public String range() {
            return DurationText.of(least) + " to " + DurationText.of(most);
        }

        @Override
        public void check(Settings settings) {
            in(settings);
        }

        /**
         * The value, or the standard one.
         *
         * @throws IllegalArgumentException naming key, value and range, if it is none or out of this
         */
        public Duration in(Settings settings) {
            Duration value = settings.duration(name()).orElse(standard);
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new IllegalArgumentException(Settings.PREFIX + name() + ": " + DurationText.of(value)
                        + " is not in " + DurationText.of(least) + " to " + DurationText.of(most));
            }
            return value;
        }
    }

    /** What may be any text; it is for whoever uses it to say no. */
    private abstract static class Free extends Option {
        private final String range;

        Free(String name, String range, String meaning) {
            super(name, meaning);
            this.range = range;
        }

        @Override
        public final String standard() {
            return "";
        }

        @Override
        public final String range() {
            return range;
        }

        @Override
        public final void check(Settings settings) {}
    }

    /** Any text. */
    public static final class Text extends Free {

        Text(String name, String range, String meaning) {
            super(name, range, meaning);
        }

        /** Empty where nobody set it or it is blank. */
        public Optional<String> in(Settings settings) {
            return settings.text(name());
        }
    }

    /** Texts separated by commas. */
    public static final class Words extends Free {

        Words(String name, String range, String meaning) {
            super(name, range, meaning);
        }

        /** Without blanks. */
        public List<String> in(Settings settings) {
            return settings.list(name());
        }
    }
}
