package io.github.threadreporter.watch;

import io.github.threadreporter.ThreadReporter;
import io.sentry.ILogger;
import io.sentry.Sentry;
import io.sentry.SentryLevel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.ObjectName;

/**
 * A JVM with a started reporter that is asked for a capture from outside, once, and ends. Arguments: the DSN, the way.
 * Prints the id of the capture, as far as whoever asks is told, and the lines of the log on which it can be read.
 */
public final class Asked {

    private static final long PATIENCE_SECONDS = 60;
    private static final String TOKEN = "0123456789abcdef-secret";
    private static final Pattern ADDRESS = Pattern.compile("captures by POST on .*:(\\d+)");
    private static final Pattern CAPTURED = Pattern.compile("capture by .*: (\\p{XDigit}{32})");

    private static final BlockingQueue<String> LOG = new LinkedBlockingQueue<>();

    private Asked() {}

    public static void main(String[] args) throws Exception {
        Sentry.init(options -> {
            options.setDsn(args[0]);
            options.setEnableShutdownHook(false);
            options.setDebug(true);
            options.setLogger(new Lines());
        });
        ThreadReporter reporter = ThreadReporter.builder()
                .inApp(Asked.class.getPackageName())
                .options(
                        switch (args[1]) {
                            case "http" -> Map.of("http.port", "0", "http.token", TOKEN);
                            case "signal" -> Map.of("signal", "USR1");
                            case "jmx" -> Map.of("jmx", "true");
                            default -> throw new IllegalArgumentException(args[1]);
                        })
                .build();
        reporter.start();
        switch (args[1]) {
            case "http" -> http();
            case "signal" -> signal();
            default -> jmx();
        }
        System.out.println("logged " + logged(CAPTURED));
        int givenUp = reporter.close(Duration.ofSeconds(PATIENCE_SECONDS));
        System.out.println("given up " + givenUp);
        Sentry.close();
    }

    private static void http() throws IOException, InterruptedException {
        URI address = URI.create("http://localhost:" + logged(ADDRESS) + "/capture");
        HttpClient client = HttpClient.newHttpClient();
        for (String token : new String[] {"not the token", TOKEN}) {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Authorization", "Bearer " + token)
                    .POST(HttpRequest.BodyPublishers.ofString("the checkout hangs"))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            System.out.println(answer.statusCode() + " " + answer.body());
        }
    }

    private static void signal() throws IOException, InterruptedException {
        new ProcessBuilder(
                        "kill", "-USR1", Long.toString(ProcessHandle.current().pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    private static void jmx() throws Exception {
        Object id = ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("io.github.threadreporter:type=ThreadReporter"),
                        "capture",
                        new Object[] {"the checkout hangs"},
                        new String[] {String.class.getName()});
        System.out.println("answered " + id);
    }

    /** What the next line that matches tells. */
    private static String logged(Pattern pattern) throws InterruptedException {
        while (true) {
            String line = LOG.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("nothing like " + pattern + " was logged");
            }
            Matcher matcher = pattern.matcher(line);
            if (matcher.find()) {
                return matcher.group(1);
            }
        }
    }

    /** Keeps what is logged. */
    private static final class Lines implements ILogger {
        @Override
        public void log(SentryLevel level, String message, Object... args) {
            LOG.add(message);
        }

        @Override
        public void log(SentryLevel level, String message, Throwable throwable) {
            LOG.add(message);
        }

        @Override
        public void log(SentryLevel level, Throwable throwable, String message, Object... args) {
            LOG.add(message);
        }

        @Override
        public boolean isEnabled(SentryLevel level) {
            return true;
        }
    }
}
