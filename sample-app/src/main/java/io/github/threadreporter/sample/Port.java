package io.github.threadreporter.sample;

import java.io.IOException;
import java.net.BindException;
import java.sql.SQLException;
import java.util.OptionalInt;

/** Opens something on a port. */
@FunctionalInterface
interface Port<T> {

    T open(int port) throws IOException, SQLException;

    /** On the port that was asked for, and no other; else on the usual one, or on any that is free. */
    static <T> T open(OptionalInt asked, int usual, Port<T> opener) throws IOException, SQLException {
        if (asked.isPresent()) {
            return openAsked(asked.getAsInt(), opener);
        }
        try {
            return opener.open(usual);
        } catch (BindException e) {
            return opener.open(0);
        }
    }

    private static <T> T openAsked(int port, Port<T> opener) throws IOException, SQLException {
        try {
            return opener.open(port);
        } catch (BindException e) {
            BindException named = new BindException("port " + port + ": " + e.getMessage());
            named.initCause(e);
            throw named;
        }
    }
}
