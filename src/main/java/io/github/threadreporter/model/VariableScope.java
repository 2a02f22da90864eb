package io.github.threadreporter.model;

import java.util.Locale;

/** Which frames show local variables. */
public enum VariableScope {
    /** None: no variable is read. */
    OFF,
    /** Those of the application. */
    IN_APP,
    /** All, those of the application first. */
    ALL;

    /** {@code off}, {@code in-app} or {@code all}: the name in configuration. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The scope of that label.
     *
     * @throws IllegalArgumentException naming the value, if it is none of the labels
     */
    public static VariableScope of(String label) {
        for (VariableScope scope : values()) {
            if (scope.label().equals(label)) {
                return scope;
            }
        }
        throw new IllegalArgumentException("variables: '" + label + "' is not off, in-app or all");
    }
}
