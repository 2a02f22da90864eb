package io.github.threadreporter.servlet;

import io.github.threadreporter.Watch;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;

/**
 * Closes a section when the asynchronous part of its request is complete. A container tells of completion after each
 * timeout and each error too, so only that counts.
 */
final class AsyncEnd implements AsyncListener {

    private final Watch watch;

    private AsyncEnd(Watch watch) {
        this.watch = watch;
    }

    /**
     * Leaves the closing to the container, if the request goes on asynchronously.
     *
     * @return false if it does not, and the caller has to close
     */
    static boolean closes(Watch watch, ServletRequest request) {
        if (!request.isAsyncStarted()) {
            return false;
        }
        try {
            request.getAsyncContext().addListener(new AsyncEnd(watch));
            return true;
        } catch (IllegalStateException e) {
            // Another thread has completed it since the question above.
            return false;
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        watch.close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}

    /** The request was dispatched and has become asynchronous again, which drops the listeners of the time before. */
    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this);
    }
}
