package io.github.threadreporter.attach;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JVM of this machine, as it was when it was looked at. Immutable.
 *
 * @param pid its PID as we see it
 * @param ownPid its PID as it sees it itself: another one in a container
 * @param main main class, module or jar, without arguments; empty where it is unknown
 * @param user name of the user that it runs as (effectively), or the number where that has no name here
 * @param uid number of that user
 * @param version its version of Java, e.g. {@code 17.0.15}; empty where it is unknown
 * @param isolated whether it lives in other namespaces for files or processes than we do, as in a container
 * @param container id of its container, where it can be told
 * @param agentsLoadable whether its runtime image has the module java.instrument, without which it cannot load a Java
 *     agent; true where it is unknown
 * @param oursLoaded whether something of this product is loaded in it
 * @param obstacle why it cannot be attached to; null if nothing is known to stand in the way
 */
public record Jvm(
        long pid,
        long ownPid,
        String main,
        String user,
        int uid,
        String version,
        boolean isolated,
        Optional<String> container,
        boolean agentsLoadable,
        boolean oursLoaded,
        @Nullable Obstacle obstacle) {

    public boolean mayAttach() {
        return obstacle == null;
    }
}
