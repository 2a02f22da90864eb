package io.github.threadreporter.cli;

import java.io.IOException;
import java.util.Map;

/** A process that can be looked at, several times. */
interface Source extends AutoCloseable {

    /**
     * Takes a look.
     *
     * @param settings what to look at, by name
     * @throws IOException if it did not come about; the message is for the user
     */
    Taken look(Map<String, String> settings) throws IOException;

    /** Leaves nothing behind. */
    @Override
    void close() throws IOException;
}
