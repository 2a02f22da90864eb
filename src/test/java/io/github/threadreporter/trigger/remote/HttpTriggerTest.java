package io.github.threadreporter.trigger.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.CaptureReport;
import io.github.threadreporter.model.CaptureReason;
import io.github.threadreporter.trigger.FakeReports;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class HttpTriggerTest {

    private static final String TOKEN = "0123456789abcdef-token";
    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<CaptureReason> captured = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final List<Socket> sockets = new ArrayList<>();
    private volatile Function<CaptureReason, CaptureReport> outcome = FakeReports::arrived;
    private HttpTrigger trigger;

    @BeforeEach
    void open() throws IOException {
        trigger = open(LONG);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        trigger.close();
    }

    @Test
    void post_withTheToken_capturesAndTellsTheId() throws IOException {
        String answer = post(TOKEN, "the checkout hangs\nagain");

        assertThat(answer)
                .startsWith("HTTP/1.1 202")
                .contains("Content-type: application/json", "Connection: close")
                .endsWith("{\"captureId\":\"" + FakeReports.ID + "\"}\n");
        assertThat(captured).containsExactly(new CaptureReason("http", "the checkout hangs again"));
        assertThat(log).containsExactly("capture by HTTP: " + FakeReports.ID);
    }

    @Test
    void address_isLoopback() {
        assertThat(trigger.address().getAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void wrongToken_capturesNothing() throws IOException {
        for (String token : List.of("wrong", TOKEN + "x", TOKEN.substring(1), TOKEN.toUpperCase())) {
            assertThat(post(token, "")).startsWith("HTTP/1.1 401").contains("Www-authenticate: Bearer");
        }
        assertThat(send("POST /capture HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 401");
        assertThat(send("POST /capture HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic " + TOKEN + "\r\n\r\n"))
                .startsWith("HTTP/1.1 401");
        assertThat(captured).isEmpty();
    }

    @Test
    void otherMethodsAndPaths_captureNothing() throws IOException {
        assertThat(send(request("GET", "/capture"))).startsWith("HTTP/1.1 405").contains("Allow: POST");
        assertThat(send(request("HEAD", "/capture"))).startsWith("HTTP/1.1 405").endsWith("\r\n\r\n");
        assertThat(send(request("OPTIONS", "/capture")))
                .startsWith("HTTP/1.1 405")
                .doesNotContainIgnoringCase("Access-Control");
        for (String path : List.of("/", "/capture/", "/captures", "/CAPTURE", "/x/../capture", "*")) {
            assertThat(send(request("POST", path))).as(path).startsWith("HTTP/1.1 404");
        }
        assertThat(captured).isEmpty();
    }

    @Test
    void query_isNoPartOfThePath() throws IOException {
        assertThat(send(request("POST", "/capture?a=b"))).startsWith("HTTP/1.1 202");
    }

    @Test
    void otherHosts_captureNothing() throws IOException {
        for (String host : List.of("evil.example", "evil.example:80", "localhost.evil.example", "10.0.0.1", "")) {
            assertThat(send("POST /capture HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + TOKEN
                            + "\r\n\r\n"))
                    .as(host)
                    .startsWith("HTTP/1.1 421");
        }
        assertThat(send("POST /capture HTTP/1.0\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n"))
                .startsWith("HTTP/1.1 421");
        assertThat(send("POST /capture HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN
                        + "\r\n\r\n"))
                .doesNotStartWith("HTTP/1.1 202");
        assertThat(captured).isEmpty();
    }

    @Test
    void webPage_capturesNothing() throws IOException {
        assertThat(send("POST /capture HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"
                        + "Authorization: Bearer " + TOKEN + "\r\n\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(captured).isEmpty();
    }

    @Test
    void secondCapture_hasToWait() throws IOException {
        post(TOKEN, "");
        nanos.addAndGet(Duration.ofMillis(2_500).toNanos());

        assertThat(post(TOKEN, "")).startsWith("HTTP/1.1 429").contains("Retry-after: 8");
        nanos.addAndGet(Duration.ofMillis(7_500).toNanos());
        assertThat(post(TOKEN, "")).startsWith("HTTP/1.1 202");
        assertThat(captured).hasSize(2);
    }

    @Test
    void manyWrongTokens_closeTheDoorForTheRestOfTheMinute() throws IOException {
        for (int i = 0; i < 10; i++) {
            assertThat(post("wrong" + i, "")).startsWith("HTTP/1.1 401");
        }
        nanos.addAndGet(Duration.ofSeconds(20).toNanos());

        assertThat(post("wrong", "")).startsWith("HTTP/1.1 429").contains("Retry-after: 40");
        assertThat(post(TOKEN, "")).startsWith("HTTP/1.1 429");
        nanos.addAndGet(Duration.ofSeconds(40).toNanos());
        assertThat(post(TOKEN, "")).startsWith("HTTP/1.1 202");
    }

    @Test
    void captureThatIsRefused_saysWhy() throws IOException {
        outcome = reason -> FakeReports.refused(reason, "the \"daily\" limit\nis reached");

        assertThat(post(TOKEN, ""))
                .startsWith("HTTP/1.1 503")
                .endsWith("{\"error\":\"the \\\"daily\\\" limit is reached\"}\n");
    }

    @Test
    void captureThatFails_isToldToTheLogAlone() throws IOException {
        outcome = reason -> {
            throw new IllegalStateException("secret");
        };

        assertThat(post(TOKEN, "")).startsWith("HTTP/1.1 500").doesNotContain("secret");
        assertThat(log).hasSize(1).first().asString().contains("secret");
    }

    @Test
    void flood_makesOneCapture() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                answers.add(callers.submit(() -> postOrNothing()));
            }
            for (Future<String> answer : answers) {
                assertThat(answer.get()).matches("(?s)|HTTP/1.1 (202|429).*");
            }
        } finally {
            callers.shutdown();
        }
        assertThat(captured).hasSize(1);
    }

    @Test
    void hugeBody_isReadUpToTheNote() throws IOException {
        Socket socket = connect();
        OutputStream out = socket.getOutputStream();
        out.write(head("Content-Length: 10000000000").getBytes(StandardCharsets.US_ASCII));
        writeUntilHungUp(out, "x".repeat(8_192).getBytes(StandardCharsets.US_ASCII));

        Awaitility.await().until(() -> captured.size() == 1);
        assertThat(captured.get(0).detail()).hasSize(200).endsWith("x…");
        assertStillThere();
    }

    @Test
    void endlessBody_isReadUpToTheNote() throws IOException {
        Socket socket = connect();
        OutputStream out = socket.getOutputStream();
        out.write(head("Transfer-Encoding: chunked").getBytes(StandardCharsets.US_ASCII));
        writeUntilHungUp(out, ("1000\r\n" + "x".repeat(4_096) + "\r\n").getBytes(StandardCharsets.US_ASCII));

        Awaitility.await().until(() -> captured.size() == 1);
        assertStillThere();
    }

    @Test
    void hugeHeaders_areHungUpOn() throws IOException {
        Socket socket = connect();
        OutputStream out = socket.getOutputStream();
        out.write("POST /capture HTTP/1.1\r\nHost: localhost\r\n".getBytes(StandardCharsets.US_ASCII));
        writeUntilHungUp(out, ("A" + "x".repeat(4_000) + ": y\r\n").getBytes(StandardCharsets.US_ASCII));

        assertThat(captured).isEmpty();
        assertStillThere();
    }

    @Test
    void callersWhoDoNotFinish_areHungUpOn() throws IOException {
        reopen(Duration.ofMillis(100));
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            slow.add(connect());
            String begun = i % 2 == 0 ? "POST /capt" : head("Content-Length: 100") + "x";
            slow.get(i).getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
        }

        for (Socket socket : slow) {
            assertThat(readAll(socket)).isEmpty();
        }
        assertThat(captured).isEmpty();
        assertStillThere();
    }

    @Test
    void callersWhoSayNothing_keepNobodyOut() throws IOException {
        for (int i = 0; i < 100; i++) {
            connect();
        }

        assertThat(post(TOKEN, "")).startsWith("HTTP/1.1 202");
    }

    @Test
    void captureThatTakesLong_isNotInterrupted() throws Exception {
        reopen(Duration.ofSeconds(2));
        CountDownLatch patienceIsOver = new CountDownLatch(1);
        List<Boolean> interrupted = new CopyOnWriteArrayList<>();
        outcome = reason -> {
            try {
                patienceIsOver.await();
            } catch (InterruptedException e) {
                interrupted.add(true);
            }
            return FakeReports.arrived(reason);
        };
        ExecutorService caller = Executors.newSingleThreadExecutor();
        Future<String> answer = caller.submit(() -> post(TOKEN, ""));
        Awaitility.await().until(() -> captured.size() == 1);
        Socket slow = connect();
        slow.getOutputStream().write("P".getBytes(StandardCharsets.US_ASCII));
        assertThat(readAll(slow)).isEmpty(); // a whole patience has passed since the capture began
        patienceIsOver.countDown();

        assertThat(answer.get()).startsWith("HTTP/1.1 202");
        assertThat(interrupted).isEmpty();
        caller.shutdown();
    }

    @Test
    void threads_areDaemonsOfOurs() throws IOException {
        List<Thread> ours = new CopyOnWriteArrayList<>();
        outcome = reason -> {
            ours.add(Thread.currentThread());
            return FakeReports.arrived(reason);
        };
        post(TOKEN, "");

        Set<Thread> all = Thread.getAllStackTraces().keySet();
        assertThat(all)
                .filteredOn(thread -> thread.getThreadGroup() != null
                        && thread.getThreadGroup().getName().equals("thread-reporter-http"))
                .isNotEmpty()
                .allMatch(thread -> thread.isDaemon() && thread.getName().equals("thread-reporter-http"));
        assertThat(all)
                .filteredOn(thread -> thread.getName().equals("HTTP-Dispatcher"))
                .noneMatch(thread -> thread.getThreadGroup().getName().startsWith("thread-reporter"));
        assertThat(ours).hasSize(1).allMatch(t -> t.isDaemon() && t.getName().equals("thread-reporter-http"));
    }

    @Test
    void close_freesThePort() throws IOException {
        int port = trigger.address().getPort();
        trigger.close();

        trigger = HttpTrigger.open(HttpOptions.loopback(port, TOKEN), reason -> capture(reason), log::add);
        assertThat(post(TOKEN, "")).startsWith("HTTP/1.1 202");
    }

    @Test
    void portThatIsTaken_isTold() {
        int port = trigger.address().getPort();

        assertThatThrownBy(() -> HttpTrigger.open(HttpOptions.loopback(port, TOKEN), this::capture, log::add))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("loopback:" + port);
    }

    @Test
    void options_thatAreWrong_areRefusedWithoutTheToken() {
        assertThatThrownBy(() -> HttpOptions.loopback(0, "123456789012345"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("15")
                .hasMessageNotContaining("123456789012345");
        assertThatThrownBy(() -> HttpOptions.loopback(0, "0123456789abcdef x")).hasMessageContaining("ASCII");
        assertThatThrownBy(() -> HttpOptions.loopback(70_000, TOKEN)).hasMessageContaining("70000");
        assertThat(HttpOptions.loopback(0, TOKEN).toString()).doesNotContain(TOKEN);
    }

    @Test
    void hosts_areThoseOfLoopbackTheAddressAndTheNamedOnes() {
        HttpOptions options = new HttpOptions("fe80::1", 0, TOKEN, Set.of("Orders.internal"));

        assertThat(List.of("localhost:80", "127.0.0.1", "[::1]:8080", "[FE80::1]", "orders.internal:1"))
                .allMatch(options::isHost);
        assertThat(List.of("[fe80::2]", "orders", "orders.internal.evil")).noneMatch(options::isHost);
    }

    private HttpTrigger open(Duration patience) throws IOException {
        return HttpTrigger.open(HttpOptions.loopback(0, TOKEN), this::capture, log::add, patience, nanos::get);
    }

    private void reopen(Duration patience) throws IOException {
        trigger.close();
        trigger = open(patience);
    }

    private CaptureReport capture(CaptureReason reason) {
        captured.add(reason);
        return outcome.apply(reason);
    }

    /** Whatever happened before, another request is answered. */
    private void assertStillThere() {
        Awaitility.await().until(() -> {
            nanos.addAndGet(LONG.toNanos()); // one that was hung up on has used up its turn
            return postOrNothing().startsWith("HTTP/1.1 202");
        });
    }

    private String postOrNothing() throws IOException {
        try {
            return post(TOKEN, "");
        } catch (SocketException e) {
            return ""; // hung up on
        }
    }

    private String post(String token, String body) throws IOException {
        return send("POST /capture HTTP/1.1\r\nHost: localhost:"
                + trigger.address().getPort() + "\r\nAuthorization: Bearer " + token + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    private static String request(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n";
    }

    private static String head(String header) {
        return "POST /capture HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN + "\r\n" + header
                + "\r\n\r\n";
    }

    private String send(String request) throws IOException {
        try (Socket socket =
                new Socket(trigger.address().getAddress(), trigger.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), trigger.address().getPort());
        sockets.add(socket);
        return socket;
    }

    private static String readAll(Socket socket) throws IOException {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            return ""; // reset
        }
    }

    private static void writeUntilHungUp(OutputStream out, byte[] piece) {
        try {
            while (true) {
                out.write(piece);
            }
        } catch (IOException e) {
            assertThat(e).isInstanceOf(SocketException.class);
        }
    }
}
