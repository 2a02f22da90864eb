package io.github.threadreporter.sample;

import io.github.threadreporter.CaptureReport;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Starts the sample, gets it into trouble, and takes a capture of each shape. */
final class Main {

    private static final int FAILED = 1;
    private static final int WRONG_ARGUMENTS = 2;

    /** What a script reads: the lines of the captures, and nothing else. */
    private final PrintStream out;

    /** What a person reads beside it. */
    private final PrintStream err;

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        // Deadlocked threads never end, so the process is ended by an exit and not by its last thread.
        System.exit(new Main(System.out, System.err).runOrFail(args));
    }

    private int runOrFail(String[] args) {
        try {
            return run(args);
        } catch (IOException | SQLException | InterruptedException | RuntimeException e) {
            e.printStackTrace(err);
            return FAILED;
        }
    }

    private int run(String[] args) throws IOException, SQLException, InterruptedException {
        Arguments arguments;
        try {
            arguments = Arguments.parse(args);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println(Arguments.USAGE);
            return WRONG_ARGUMENTS;
        }
        if (arguments.help()) {
            out.println(Arguments.USAGE);
            return 0;
        }
        try (Sample sample = Sample.start(arguments)) {
            Runtime.getRuntime().addShutdownHook(new Thread(sample::close, "shutdown"));
            if (!arguments.options().isEmpty()) {
                return watched(sample, arguments);
            }
            return arguments.once() ? once(sample, arguments) : untilStopped(sample, arguments);
        } catch (BindException | UnsupportedOperationException e) {
            err.println(e.getMessage()); // a port that is taken, or a trouble that this JVM can't get into
            return FAILED;
        }
    }

    private int once(Sample sample, Arguments arguments) throws IOException, InterruptedException {
        enterTroubles(sample, arguments);
        boolean complete = true;
        for (Shape shape : Shape.values()) {
            CaptureReport report = sample.captures().take(shape);
            out.println(CaptureLine.of(shape, report));
            complete &= report.isComplete() && arrived(sample, report.eventIds());
        }
        return complete ? 0 : FAILED;
    }

    /** The reporter captures by itself. Deadlocks last until the process ends, which is told too. */
    private int watched(Sample sample, Arguments arguments) throws InterruptedException {
        tellAddresses(sample);
        Incidents incidents = new Incidents(sample.orders().troubles(), sample.captures()::status, out);
        boolean complete = incidents.run(arguments.troubles());
        if (!arguments.once()) {
            err.println("Ctrl-C stops it.");
            new CountDownLatch(1).await();
        }
        return complete ? 0 : FAILED;
    }

    private void tellAddresses(Sample sample) {
        URI api = sample.orders().api().address();
        err.println("captures   " + sample.page().map(URI::toString).orElse("go to the Sentry of SENTRY_DSN"));
        err.println("orders     POST " + api + "/orders   {\"customer\":\"Ada\",\"item\":\"tea\",\"quantity\":1}");
        err.println("           GET  " + api + "/orders/ID");
        err.println("trouble    GET  " + api + "/trouble   POST, DELETE " + api + "/trouble/NAME");
        err.println("capture    POST " + api + "/captures/all   POST " + api + "/captures/each");
    }

    private int untilStopped(Sample sample, Arguments arguments) throws InterruptedException {
        tellAddresses(sample);
        enterTroubles(sample, arguments);
        for (Shape shape : Shape.values()) {
            out.println(CaptureLine.brief(shape, sample.captures().take(shape)));
        }
        err.println("Ctrl-C stops it.");
        new CountDownLatch(1).await();
        return 0;
    }

    private void enterTroubles(Sample sample, Arguments arguments) throws InterruptedException {
        for (String name : arguments.troubles()) {
            err.println(name + ": " + sample.orders().troubles().enter(name));
        }
    }

    /** The report counts what the server answered; a receiver of our own can be asked what it has, too. */
    private boolean arrived(Sample sample, List<String> eventIds) throws IOException, InterruptedException {
        Optional<URI> page = sample.page();
        if (page.isEmpty()) {
            return true;
        }
        int arrived = new Arrivals(page.get()).count(eventIds);
        if (arrived != eventIds.size()) {
            err.println("the receiver has " + arrived + " of " + eventIds.size() + " events");
        }
        return arrived == eventIds.size();
    }
}
