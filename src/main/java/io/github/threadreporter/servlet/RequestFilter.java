package io.github.threadreporter.servlet;

import io.github.threadreporter.RequestTracker;
import io.github.threadreporter.Watch;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/**
 * Tells the reporter of each request, so that one that takes too long is noticed while it runs:
 *
 * <pre>{@code
 * var filter = servletContext.addFilter("threads", new RequestFilter(reporter.requests()));
 * filter.setAsyncSupported(true);
 * filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
 * }</pre>
 *
 * <p>Put it first, so that what other filters do counts too. Of a request only the method and the path are looked at: no
 * query, no path parameters, no headers, no body. A request that goes on asynchronously ends when its asynchronous part
 * is complete; the registration has to say that asynchronous operations are supported, as any filter's. Other dispatches
 * (forward, include, error, async) are none of their own, wherever the filter is mapped.
 *
 * <p>For {@code jakarta.servlet} 5 and later; {@code javax.servlet} is not supported. Thread-safe. Takes no lock and does
 * some hundred nanoseconds of work a request. What it throws is what the rest of the chain throws.
 */
public final class RequestFilter implements Filter {

    private static final String UNDERWAY = RequestFilter.class.getName();

    private final RequestTracker tracker;

    /** @param tracker where to tell, usually {@code reporter.requests()} */
    public RequestFilter(RequestTracker tracker) {
        this.tracker = tracker;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http)
                || http.getDispatcherType() != DispatcherType.REQUEST
                || http.getAttribute(UNDERWAY) != null) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(UNDERWAY, true);
        Watch watch = tracker.begin(http.getMethod(), PathText.of(http.getRequestURI()));
        try {
            chain.doFilter(request, response);
        } finally {
            if (!AsyncEnd.closes(watch, request)) {
                watch.close();
                request.removeAttribute(UNDERWAY);
            }
        }
    }
}
