package io.github.threadreporter.trigger.condition;

import static io.github.threadreporter.trigger.condition.Standings.sight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.threadreporter.Watch;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.model.Headline;
import io.github.threadreporter.testing.VirtualThreads;
import io.github.threadreporter.trigger.Condition;
import io.github.threadreporter.trigger.Symptom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SectionsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private long now;
    private final Sections sections = new Sections(Thread::getId, () -> now);
    private final WatchCondition watches = new WatchCondition(sections);
    private final SlowRequestCondition requests = new SlowRequestCondition(sections, LIMIT);

    private static List<Symptom> after(Condition condition, int seconds) {
        return condition.check(sight(Duration.ofSeconds(seconds)));
    }

    private List<Section> open() {
        List<Section> open = new ArrayList<>();
        sections.forEach(open::add);
        return open;
    }

    @Test
    void section_isToldOnceItTakesTooLong() {
        sections.watch("checkout", LIMIT);

        assertThat(after(watches, 30)).isEmpty();
        Symptom symptom = after(watches, 31).get(0);

        assertThat(symptom.key()).isEqualTo("checkout");
        assertThat(symptom.reason().kind()).isEqualTo("watch");
        assertThat(symptom.reason().suspect().threadId())
                .isEqualTo(Thread.currentThread().getId());
        assertThat(symptom.reason().suspect().headline())
                .isEqualTo(Headline.of(
                        "%s has been in %s for more than %s",
                        Thread.currentThread().getName(), "checkout", "30 s"));
        assertThat(after(requests, 99)).isEmpty();
    }

    @Test
    void closedSection_isForgotten() {
        try (Watch watch = sections.watch("checkout", LIMIT)) {
            assertThat(open()).containsExactly((Section) watch);
        }
        assertThat(open()).isEmpty();
        assertThat(after(watches, 99)).isEmpty();
    }

    @Test
    void sectionOfAVirtualThread_isToldWithItsId() throws Exception {
        assumeTrue(Jdk.probe().hasVirtualThreads());
        Thread virtual = VirtualThreads.start("", () -> sections.watch("checkout", LIMIT));
        virtual.join();

        Symptom symptom = after(watches, 31).get(0);

        assertThat(symptom.reason().suspect().threadId()).isEqualTo(virtual.getId());
        assertThat(symptom.reason().detail())
                .isEqualTo("virtual-" + virtual.getId() + " has been in checkout for more than 30 s");
    }

    @Test
    void closingTwice_closesNoOther() {
        Watch first = sections.watch("a", LIMIT);
        first.close();
        Watch second = sections.watch("b", LIMIT);
        first.close();
        assertThat(open()).containsExactly((Section) second);
    }

    @Test
    void sectionsOfOneName_areOneSymptomOfTheOldest() {
        now = Duration.ofSeconds(2).toNanos();
        sections.watch("a", LIMIT);
        now = Duration.ofSeconds(1).toNanos();
        Section oldest = (Section) sections.watch("a", Duration.ofSeconds(40));
        sections.watch("b", LIMIT);

        List<Symptom> symptoms = after(watches, 50);

        assertThat(symptoms.stream().map(Symptom::key)).containsExactlyInAnyOrder("a", "b");
        Symptom a =
                symptoms.stream().filter(s -> s.key().equals("a")).findFirst().orElseThrow();
        assertThat(a.reason().detail()).endsWith("in a for more than 40 s; 2 sections in all");
        assertThat(oldest.openedNanos).isEqualTo(now);
    }

    @Test
    void slowRequest_namesMethodAndPathWithoutQuery() {
        sections.begin("GET", "/orders/12?token=secret");

        assertThat(after(requests, 30)).isEmpty();
        Symptom symptom = after(requests, 31).get(0);

        assertThat(symptom.reason().kind()).isEqualTo("slow-request");
        assertThat(symptom.reason().detail()).isEqualTo("GET /orders/12 takes more than 30 s");
        assertThat(symptom.reason().suspect().headline().template()).isEqualTo("%s %s takes more than %s");
        assertThat(after(watches, 99)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/a?b=c, /a",
        "/a;jsessionid=12?x, /a",
        "/a;JSESSIONID=12, /a",
        "/a;v=1/b#x, /a;v=*/b",
        "/orders/123/items/4, /orders/*/items/*",
        "/u/0b2E1f3a-0b2e-4f3a-8b2e-0b2e1f3a4b5c/x, /u/*/x",
        "/plain/path, /plain/path"
    })
    void keyOfARequest_hasNoVariables(String path, String key) {
        sections.begin("GET", path);
        assertThat(after(requests, 31).get(0).key()).isEqualTo("GET " + key);
    }

    @Test
    void manySlowRequestsOfOnePath_areOneSymptom() {
        for (int i = 0; i < 200; i++) {
            sections.begin("GET", "/orders/" + i);
        }
        List<Symptom> symptoms = after(requests, 31);
        assertThat(symptoms).hasSize(1);
        assertThat(symptoms.get(0).reason().detail()).endsWith("; 200 requests in all");
    }

    @Test
    void manyKindsOfRequests_areCutAndCounted() {
        for (char c = 'a'; c <= 'z'; c++) {
            sections.begin("GET", "/" + c);
        }
        List<Symptom> symptoms = after(requests, 31);
        assertThat(symptoms).hasSize(20);
        assertThat(symptoms.get(0).reason().detail()).endsWith("; 6 other kinds of requests are late and not told");
    }

    @Test
    void requestThatTellsNothing_isTakenAsItIs() {
        sections.begin(null, null).close();
        assertThat(open()).isEmpty();
    }

    @Test
    void sectionsBeyondTheLimit_areCounted() {
        List<Watch> all = new ArrayList<>();
        for (int i = 0; i < Sections.MOST + 10; i++) {
            all.add(sections.begin("GET", "/"));
        }
        assertThat(open().size() + sections.notKept()).isEqualTo(Sections.MOST + 10);
        assertThat(sections.notKept()).isBetween(10L, Sections.MOST / 20L);
        all.forEach(Watch::close);
        assertThat(open()).isEmpty();
    }

    @Test
    void tenThousandOpenRequestsOfOneThread_areAllKept() {
        for (int i = 0; i < 10_000; i++) {
            sections.begin("GET", "/");
        }
        assertThat(sections.notKept()).isZero();
    }

    @Test
    void sectionsOfManyThreads_areAllClosed() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                all.add(executor.submit(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        try (Watch outer = sections.watch("a", LIMIT);
                                Watch inner = sections.begin("GET", "/")) {
                            assertThat(outer).isNotSameAs(inner);
                        }
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(open()).isEmpty();
        assertThat(sections.notKept()).isZero();
    }

    @Test
    void values_areChecked() {
        assertThatThrownBy(() -> sections.watch(" ", LIMIT)).hasMessageContaining("name");
        assertThatThrownBy(() -> sections.watch("a", Duration.ZERO)).hasMessageContaining("atMost");
        assertThat(open()).isEmpty();
        sections.watch("a", Duration.ofSeconds(Long.MAX_VALUE)).close();
    }
}
