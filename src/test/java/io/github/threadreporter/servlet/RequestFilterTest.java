package io.github.threadreporter.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** With a container of proxies; a real one is in {@code spring-boot-tests}. */
class RequestFilterTest {

    private static final String BEGIN = "GET /orders";
    private static final String END = "end of GET /orders";

    private final List<String> told = new ArrayList<>();
    private final RequestFilter filter = new RequestFilter((method, path) -> {
        told.add(method + " " + path);
        return () -> told.add("end of " + method + " " + path);
    });

    private final Map<Object, Object> attributes = new HashMap<>();
    private final List<AsyncListener> listeners = new ArrayList<>();
    private final AsyncContext async = proxy(AsyncContext.class, (name, values) -> switch (name) {
        case "addListener" -> listeners.add((AsyncListener) values[0]);
        default -> null;
    });
    private DispatcherType dispatcher = DispatcherType.REQUEST;
    private boolean started;
    private boolean completed;
    private final HttpServletRequest request = proxy(HttpServletRequest.class, (name, values) -> switch (name) {
        case "getDispatcherType" -> dispatcher;
        case "getMethod" -> "GET";
        case "getRequestURI" -> "/orders;jsessionid=1";
        case "getAttribute" -> attributes.get(values[0]);
        case "setAttribute" -> attributes.put(values[0], values[1]);
        case "removeAttribute" -> attributes.remove(values[0]);
        case "isAsyncStarted" -> started;
        case "getAsyncContext" -> {
            if (completed) {
                throw new IllegalStateException("completed");
            }
            yield async;
        }
        default -> throw new AssertionError("it looked at " + name);
    });
    private final ServletResponse response = proxy(ServletResponse.class, (name, values) -> {
        throw new AssertionError("it looked at " + name);
    });

    private interface Answer {
        Object to(String name, Object[] values);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                RequestFilterTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, values) -> {
                    Object result = answer.to(method.getName(), values);
                    return method.getReturnType() == void.class ? null : result;
                }));
    }

    private void run(FilterChain chain) throws IOException, ServletException {
        filter.doFilter(request, response, chain);
    }

    @Test
    void request_isASectionWhileItRuns() throws Exception {
        run((req, res) -> assertThat(told).containsExactly(BEGIN));

        assertThat(told).containsExactly(BEGIN, END);
        assertThat(attributes).isEmpty();
    }

    @Test
    void chainThatThrows_endsTheSection_andThrows() {
        assertThatThrownBy(() -> run((req, res) -> {
                    throw new ServletException("out of stock");
                }))
                .hasMessage("out of stock");

        assertThat(told).containsExactly(BEGIN, END);
    }

    @Test
    void filterThatIsThereTwice_tellsOnce() throws Exception {
        run((req, res) -> run((inner, answer) -> assertThat(told).containsExactly(BEGIN)));

        assertThat(told).containsExactly(BEGIN, END);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "REQUEST")
    void dispatchOfAnotherKind_isNoRequestOfItsOwn(DispatcherType other) throws Exception {
        dispatcher = other;
        AtomicInteger passed = new AtomicInteger();

        run((req, res) -> passed.incrementAndGet());

        assertThat(passed).hasValue(1);
        assertThat(told).isEmpty();
    }

    @Test
    void asynchronousRequest_endsWhenItIsComplete() throws Exception {
        run((req, res) -> started = true);
        assertThat(told).containsExactly(BEGIN);

        AsyncListener listener = listeners.get(0);
        listener.onTimeout(new AsyncEvent(async));
        listener.onError(new AsyncEvent(async));
        assertThat(told).containsExactly(BEGIN);

        listener.onComplete(new AsyncEvent(async));
        assertThat(told).containsExactly(BEGIN, END);
    }

    @Test
    void asynchronousRequest_dispatchedAndAsynchronousAgain_isListenedToAgain() throws Exception {
        run((req, res) -> started = true);
        AsyncListener listener = listeners.remove(0);

        dispatcher = DispatcherType.ASYNC;
        run((req, res) -> listener.onStartAsync(new AsyncEvent(async)));

        assertThat(listeners).containsExactly(listener);
        assertThat(told).containsExactly(BEGIN);
    }

    @Test
    void asynchronousRequest_completeBeforeItIsListenedTo_endsAtOnce() throws Exception {
        run((req, res) -> {
            started = true;
            completed = true;
        });

        assertThat(told).containsExactly(BEGIN, END);
    }

    @Test
    void whatIsNotHttp_isPassedOn() throws Exception {
        ServletRequest other = proxy(ServletRequest.class, (name, values) -> null);
        AtomicInteger passed = new AtomicInteger();

        filter.doFilter(other, response, (req, res) -> passed.incrementAndGet());

        assertThat(passed).hasValue(1);
        assertThat(told).isEmpty();
    }
}
