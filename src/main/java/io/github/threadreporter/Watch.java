package io.github.threadreporter;

/**
 * A section of code that somebody waits for; from its opening to {@link #close} it is known to last:
 *
 * <pre>{@code
 * try (Watch checkout = reporter.watch("checkout", Duration.ofSeconds(30))) {
 *     ...
 * }
 * }</pre>
 *
 * <p>Thread-safe: it may be closed by another thread than the one that opened it. To open and close one takes well below
 * a microsecond, and no lock.
 */
public interface Watch extends AutoCloseable {

    /** The section is over. Does nothing if it has been closed before; never throws. */
    @Override
    void close();
}
