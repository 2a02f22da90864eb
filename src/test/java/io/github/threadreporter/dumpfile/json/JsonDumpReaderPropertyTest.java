package io.github.threadreporter.dumpfile.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.convert.RandomDumps;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.testing.Dumps;
import io.github.threadreporter.testing.RandomTasks;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a dump holds comes back; whatever happened to its text, there is a dump or an IOException. */
class JsonDumpReaderPropertyTest {

    private static final String DAMAGE = "{}[]\",:\\0123456789.-eEtrufalsn \u0000\u001b\ud800é";

    /** A seed whose dump has some of everything in a text that is short enough to be hit everywhere: 25,000 characters. */
    private static final long SMALL = 159;

    @Property(tries = 25)
    void writtenAgain_isTheSameText(@ForAll long seed) throws IOException {
        String text = Texts.of(new RandomDumps(seed).next());

        ThreadDump dump = Texts.read(text, Texts.WIDE);

        assertThat(Texts.of(dump)).isEqualTo(text);
    }

    @Property(tries = 100)
    void tasksWrittenAgain_areTheSame(@ForAll long seed) throws IOException {
        ThreadDump dump = RandomTasks.addedTo(Dumps.withVariables(), seed);

        ThreadDump read = Texts.read(Texts.of(dump), Texts.WIDE);

        assertThat(read).isEqualTo(dump);
    }

    @Property(tries = 2_000)
    void damagedText_isADumpOrAnIOException(@ForAll long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(TEXTS.get(random.nextInt(TEXTS.size())));
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            damage(text, random);
        }
        assertReadOrRefused(text.toString());
    }

    @Property(tries = 300)
    void textCutAnywhere_isAnIOException(@ForAll long seed) {
        Random random = new Random(seed);
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        String cut = text.substring(0, random.nextInt(text.length()));

        assertThat(refusal(cut)).isNotNull();
    }

    private static final List<String> TEXTS = List.of(
            Texts.of(Dumps.withVariables().withStory(Dumps.story())),
            Texts.of(new RandomDumps(SMALL).next()),
            Texts.of(RandomTasks.addedTo(Dumps.deadlocked(), SMALL)),
            Texts.of(Dumps.of(Dumps.deadlocked().threads().toArray(CapturedThread[]::new))));

    private static void damage(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + 1 + random.nextInt(random.nextInt(8) == 0 ? 500 : 4));
        switch (random.nextInt(4)) {
            case 0 -> text.setCharAt(at, DAMAGE.charAt(random.nextInt(DAMAGE.length())));
            case 1 -> text.delete(at, end);
            case 2 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
            default -> text.insert(at, DAMAGE.charAt(random.nextInt(DAMAGE.length())));
        }
        if (text.isEmpty()) {
            text.append('x');
        }
    }

    private static void assertReadOrRefused(String text) {
        IOException refusal = refusal(text);
        if (refusal != null) {
            assertThat(refusal.getMessage()).contains("at line ").matches("[^\\p{Cntrl}]{10,420}");
        }
    }

    private static IOException refusal(String text) {
        try {
            Texts.of(Texts.read(text));
            return null;
        } catch (IOException e) {
            return e;
        }
    }
}
