package io.github.threadreporter.blackbox;

import static io.github.threadreporter.blackbox.FakeSource.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final long SECOND = 1_000_000_000;
    private static final Spot PLACE = new Spot(at("com.acme.Payments", "send", 65), true);

    private final Timeline timeline = new Timeline();

    private void add(long second) {
        timeline.add(new Point(
                Instant.ofEpochSecond(second),
                (second - 1) * SECOND,
                second * SECOND,
                1,
                Map.of(),
                100,
                2,
                1,
                0,
                List.of(new Arrival(PLACE, "worker-" + second % 2, second % 2, 1))));
    }

    @Test
    void points_tellOfATimeInProportionToTheirAge() {
        for (int second = 1; second <= 1_800; second++) {
            add(second);
        }
        List<Point> points = timeline.points();
        assertThat(points).hasSize(Timeline.POINTS);
        assertThat(points.subList(28, 40)).allMatch(point -> point.looks() == 1);
        for (Point point : points) {
            long age = 1_800 * SECOND - point.to();
            assertThat(point.nanos()).isLessThanOrEqualTo(Math.max(2 * SECOND, age / 2));
        }
    }

    @Test
    void points_loseNothingThatCounts() {
        for (int second = 1; second <= 1_800; second++) {
            add(second);
        }
        List<Point> points = timeline.points();
        assertThat(points.stream().mapToInt(Point::looks).sum()).isEqualTo(1_800);
        assertThat(points.stream().mapToInt(Point::started).sum()).isEqualTo(1_800);
        assertThat(points.stream().mapToLong(Point::cpuNanos).sum()).isEqualTo(180_000);
        assertThat(points.stream().mapToLong(Point::gcMillis).sum()).isEqualTo(3_600);
        assertThat(points.stream().mapToInt(p -> p.arrivals().get(0).times()).sum())
                .isEqualTo(1_800);
        for (int i = 1; i < points.size(); i++) {
            assertThat(points.get(i).from()).isEqualTo(points.get(i - 1).to());
        }
    }

    @Test
    void arrival_ofOneThreadOrOfSeveral_isToldAsSuch() {
        Arrival one = new Arrival(PLACE, "worker-1", 1, 1);
        Arrival other = new Arrival(PLACE, "worker-2", 2, 1);
        assertThat(one.text(1)).isEqualTo("worker-1 came to Payments.send(Payments.java:65)");
        assertThat(one.plus(one).text(5)).isEqualTo("worker-1 came to Payments.send(Payments.java:65) 2 times");
        assertThat(one.plus(other).text(1)).isEqualTo("2 threads came to Payments.send(Payments.java:65)");
        assertThat(one.plus(other).text(5)).isEqualTo("threads came to Payments.send(Payments.java:65) 2 times");
    }

    @Test
    void shrink_endsAtAFew_andGrowsAgain() {
        for (int second = 1; second <= 100; second++) {
            add(second);
        }
        while (timeline.shrink()) {
            assertThat(timeline.isReduced()).isTrue();
        }
        assertThat(timeline.points()).hasSize(5);
        for (int i = 0; i < 3; i++) {
            timeline.grow();
        }
        assertThat(timeline.isReduced()).isFalse();
    }
}
