package io.github.threadreporter.convert;

import io.github.threadreporter.model.Headline;
import java.util.List;

/**
 * What the first event of an incident was, which the later ones keep: they belong to the same issue whatever a later look
 * finds, and the last has no threads to tell it from.
 *
 * @param fingerprint what groups it, without anything that the server works out
 * @param headline its sentence
 */
public record Issue(List<String> fingerprint, Headline headline) {
    public Issue {
        fingerprint = List.copyOf(fingerprint);
    }
}
