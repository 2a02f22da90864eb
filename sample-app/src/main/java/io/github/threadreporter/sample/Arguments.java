package io.github.threadreporter.sample;

import com.acme.orders.trouble.Troubles;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was asked for on the command line.
 *
 * @param help to say what can be asked for, and nothing else
 * @param once to take the captures and end
 * @param troubles to get into before, by name
 * @param options of the reporter; empty for one that captures when it is asked to
 * @param pagePort where the receiver's page is to be; empty for the usual one, or another if that is taken
 * @param apiPort where the service listens; empty for the usual one, or another if that is taken
 * @param bind the address that the service listens on
 */
record Arguments(
        boolean help,
        boolean once,
        List<String> troubles,
        Map<String, String> options,
        OptionalInt pagePort,
        OptionalInt apiPort,
        String bind) {

    static final int USUAL_PAGE_PORT = 8090;
    static final int USUAL_API_PORT = 8080;

    static final String USAGE = """
            An order service in trouble, and what the thread reporter makes of it.

              --once            take a capture of each shape, print a line for each, and end:
                                0 if all of it arrived, 1 if not
              --trouble NAME    get into this trouble first; may be given more than once:
                                %s, or none
                                (without it: lock-contention and deadlock)
              --config FILE     options of the reporter: it notices troubles by itself. Gets into all of
                                them, or those that are named, one after the other, and waits until
                                it has noticed the beginning and the end; leaves out
                                parked-virtual-threads, in which nothing is wrong
              --port N          port of the page that shows captures (%d, or any that is free)
              --api-port N      port of the order service (%d, or any that is free)
              --bind ADDRESS    address of the order service (127.0.0.1)
              --help            this text

            With SENTRY_DSN set, events go to that Sentry; else to a receiver within this process.""".formatted(String.join(", ", Troubles.NAMES), USUAL_PAGE_PORT, USUAL_API_PORT);

    /** Those that can be left first: each has the service for itself. */
    private static final List<String> ALL_TROUBLES = Stream.concat(
                    Troubles.NAMES.stream().filter(name -> !name.endsWith("deadlock")),
                    Troubles.NAMES.stream().filter(name -> name.endsWith("deadlock")))
            .toList();

    private static final List<String> USUAL_TROUBLES = List.of("lock-contention", "deadlock");

    /**
     * Reads a command line.
     *
     * @throws IllegalArgumentException naming the argument that is wrong
     */
    static Arguments parse(String... args) {
        Builder builder = new Builder();
        Iterator<String> rest = List.of(args).iterator();
        while (rest.hasNext()) {
            builder.read(rest.next(), rest);
        }
        return builder.build();
    }

    private static final class Builder {
        private boolean help;
        private boolean once;
        private boolean none;
        private final List<String> troubles = new ArrayList<>();
        private Map<String, String> options = Map.of();
        private OptionalInt pagePort = OptionalInt.empty();
        private OptionalInt apiPort = OptionalInt.empty();
        private String bind = "127.0.0.1";

        void read(String name, Iterator<String> rest) {
            switch (name) {
                case "--help", "-h" -> help = true;
                case "--once" -> once = true;
                case "--trouble" -> trouble(value(name, rest));
                case "--config" -> options = options(value(name, rest));
                case "--port" -> pagePort = port(name, value(name, rest));
                case "--api-port" -> apiPort = port(name, value(name, rest));
                case "--bind" -> bind = value(name, rest);
                default -> throw new IllegalArgumentException("unknown argument: " + name);
            }
        }

        Arguments build() {
            List<String> usual = options.isEmpty() ? USUAL_TROUBLES : ALL_TROUBLES;
            List<String> asked = troubles.isEmpty() && !none ? usual : List.copyOf(troubles);
            return new Arguments(help, once, asked, options, pagePort, apiPort, bind);
        }

        private void trouble(String name) {
            if (name.equals("none")) {
                none = true;
            } else if (Troubles.NAMES.contains(name)) {
                troubles.add(name);
            } else {
                throw new IllegalArgumentException(
                        "--trouble: '" + name + "' is none of " + String.join(", ", Troubles.NAMES) + ", none");
            }
        }

        private static String value(String name, Iterator<String> rest) {
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(name + ": wants a value");
            }
            return rest.next();
        }

        private static Map<String, String> options(String file) {
            Properties properties = new Properties();
            try (Reader in = Files.newBufferedReader(Path.of(file))) {
                properties.load(in);
            } catch (IOException e) {
                throw new IllegalArgumentException("--config: '" + file + "' cannot be read: " + e, e);
            }
            Map<String, String> options = new TreeMap<>();
            properties.stringPropertyNames().forEach(name -> options.put(name, properties.getProperty(name, "")));
            return options;
        }

        private static OptionalInt port(String name, String value) {
            try {
                int port = Integer.parseInt(value);
                if (port >= 0 && port <= 65_535) {
                    return OptionalInt.of(port);
                }
            } catch (NumberFormatException e) {
                // the same complaint as for a number that is out of range
            }
            throw new IllegalArgumentException(name + ": '" + value + "' is not a port from 0 to 65535");
        }
    }
}
