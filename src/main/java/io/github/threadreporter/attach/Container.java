package io.github.threadreporter.attach;

import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The id of a container, as engines put it into the name of its control group. */
final class Container {

    /** Docker, containerd, CRI-O and podman all use 64 hexadecimal digits, with different words around them. */
    private static final Pattern ID = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    private Container() {}

    static Optional<String> idOf(Proc proc) {
        try {
            return idIn(proc.read("cgroup"));
        } catch (IOException e) {
            return Optional.empty(); // has just ended
        }
    }

    /** The innermost one. */
    static Optional<String> idIn(String controlGroups) {
        Matcher matcher = ID.matcher(controlGroups);
        Optional<String> id = Optional.empty();
        while (matcher.find()) {
            id = Optional.of(matcher.group());
        }
        return id;
    }
}
