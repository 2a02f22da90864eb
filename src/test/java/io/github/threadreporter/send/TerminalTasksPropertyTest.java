package io.github.threadreporter.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.testing.Dumps;
import io.github.threadreporter.testing.RandomTasks;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TerminalTasksPropertyTest {

    @Property(tries = 100)
    void anyTasks_areBoundedLines(@ForAll long seed) {
        String text = TerminalTasksTest.text(RandomTasks.addedTo(Dumps.deadlocked(), seed));

        assertThat(text.lines().count()).isLessThan(3_000);
        assertThat(text.lines()).allMatch(line -> line.codePointCount(0, line.length()) <= 160);
        assertThat(text.chars().filter(c -> c != '\n' && Character.isISOControl(c)))
                .isEmpty();
    }
}
