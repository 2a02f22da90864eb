package io.github.threadreporter.enrich.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.SourceContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTextTest {

    private static final CaptureLimits LIMITS = CaptureLimits.builder()
            .sourceLines(2)
            .sourceLineLength(16)
            .sourceFileChars(1_024)
            .build();

    private static SourceText read(byte[] bytes) throws IOException {
        return SourceText.read(new ByteArrayInputStream(bytes), bytes.length, LIMITS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void lines_areCountedAsJavacDoes(String end) {
        SourceText text = SourceText.of(String.join(end, "one", "", "three", "four", "five", "six") + end);

        assertThat(text.lines()).isEqualTo(6);
        assertThat(text.around(3, LIMITS).context())
                .isEqualTo(new SourceContext(List.of("one", ""), "three", List.of("four", "five")));
    }

    @Test
    void lastLine_needsNoEnd() {
        SourceText text = SourceText.of("one\ntwo");

        assertThat(text.lines()).isEqualTo(2);
        assertThat(text.around(2, LIMITS).context()).isEqualTo(new SourceContext(List.of("one"), "two", List.of()));
        assertThat(text.around(1, LIMITS).context()).isEqualTo(new SourceContext(List.of(), "one", List.of("two")));
    }

    @Test
    void emptyFile_hasNoLine() {
        assertThat(SourceText.of("").lines()).isZero();
    }

    @Test
    void longLine_isCutWithAMarkAndCounted() {
        SourceText text = SourceText.of("x".repeat(17) + "\n" + "y".repeat(16) + "\n" + "z".repeat(500));

        Snippet snippet = text.around(2, LIMITS);

        assertThat(snippet.context())
                .isEqualTo(new SourceContext(
                        List.of("x".repeat(15) + "…"), "y".repeat(16), List.of("z".repeat(15) + "…")));
        assertThat(snippet.shortened()).isEqualTo(2);
    }

    @Test
    void cut_doesNotHalveACharacter() {
        String line = SourceText.of("x".repeat(14) + "😀 and more")
                .around(1, LIMITS)
                .context()
                .line();

        assertThat(line).isEqualTo("x".repeat(14) + "…");
    }

    @Test
    void malformedBytes_becomeReplacementCharacters() throws IOException {
        byte[] latin1 = "// Größe".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(read(latin1).around(1, LIMITS).context().line()).isEqualTo("// Gr\uFFFD\uFFFDe");
    }

    @Test
    void byteOrderMark_isNotShown() throws IOException {
        assertThat(read("\uFEFFpackage x;".getBytes(StandardCharsets.UTF_8)).text())
                .isEqualTo("package x;");
    }

    @Test
    void fileAboveTheLimit_isRefused() throws IOException {
        byte[] most = "ü".repeat(1_024).getBytes(StandardCharsets.UTF_8);
        byte[] more = "x".repeat(1_025).getBytes(StandardCharsets.UTF_8);

        assertThat(read(most).lines()).isEqualTo(1);
        assertThatThrownBy(() -> read(more)).isInstanceOf(UnusableSource.class).hasMessageContaining("larger");
    }

    @Test
    void fileThatLiesAboutItsSize_isReadNoFurtherThanTheLimit() {
        EndlessStream endless = new EndlessStream();

        assertThatThrownBy(() -> SourceText.read(endless, -1, LIMITS)).isInstanceOf(UnusableSource.class);
        assertThat(endless.read).isLessThan(100_000);
    }

    @Test
    void binaryFile_isRefused() {
        assertThatThrownBy(() -> read(new byte[] {'c', 'l', 0, 'x'}))
                .isInstanceOf(UnusableSource.class)
                .hasMessageContaining("not text");
    }

    @Property
    void everyLine_isFoundAtItsNumber(@ForAll @From("texts") List<String> lines) {
        String text = lines.stream().collect(Collectors.joining());
        List<String> expected = new ArrayList<>(text.lines().toList());

        SourceText source = SourceText.of(text);

        List<String> found = new ArrayList<>();
        for (int i = 1; i <= source.lines(); i++) {
            found.add(source.around(i, CaptureLimits.DEFAULTS).context().line());
        }
        assertThat(found).isEqualTo(expected);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.of("a", "bb", "", "\n", "\r", "\r\n", "c d").list().ofMaxSize(100);
    }
}
