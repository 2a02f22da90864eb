package io.github.threadreporter.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of the receiver, as one file. */
class PageBundleTest {

    private static final String PAGE = """
            <head>
            <meta charset="utf-8">
            <title>Threads</title>
            <link rel="icon" href="data:image/svg+xml,x">
            <link rel="stylesheet" href="page.css">
            <script src="first.js" defer></script>
            <script src="second.js" defer></script>
            </head>
            <body>
            <a href="#main">Skip</a>
            <header id="head"></header>
            </body>
            """;

    private final Map<String, String> files = new HashMap<>(
            Map.of("page.html", PAGE, "page.css", "a { color: red; }", "first.js", "one();", "second.js", "two();"));

    @Test
    void files_standInThePage_scriptsInTheirOrder() throws IOException {
        String page = whole(PageBundle.of(files::get));

        assertThat(page.replaceAll("<meta http-equiv.*\n", "")).isEqualTo("""
                <head>
                <meta charset="utf-8">
                <title></title>
                <style>a { color: red; }
                </style>
                <link rel="icon" href="data:image/svg+xml,x">
                </head>
                <body>
                <a href="#main">Skip</a>
                <header id="head"></header>
                <script>
                one();
                two();
                </script>
                </body>
                """);
    }

    @Test
    void policy_namesExactlyTheStyleAndTheScriptThatStandThere() throws IOException {
        String page = whole(PageBundle.load());

        assertThat(only(page, "script-src '(.*?)'")).isEqualTo(hash(only(page, "<script>(.*?)</script>")));
        assertThat(only(page, "style-src '(.*?)'")).isEqualTo(hash(only(page, "<style>(.*?)</style>")));
        assertThat(only(page, "content=\"(default-src [^;]*);")).isEqualTo("default-src 'none'");
        assertThat(page.indexOf("Content-Security-Policy")).isLessThan(page.indexOf("<title>"));
    }

    @Test
    void lineEndingsOfAnotherSystem_giveTheSamePage() throws IOException {
        PageBundle unix = PageBundle.of(files::get);
        files.replaceAll((name, text) -> text.replace("\n", "\r\n"));
        files.put("first.js", "one();");

        assertThat(PageBundle.of(files::get)).isEqualTo(unix);
    }

    @Test
    void pageOfTheReceiver_loadsNothingFromOutside() throws IOException {
        assertThat(whole(PageBundle.load())).doesNotContainPattern("<script src|<link rel=\"stylesheet|@import");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import { h } from './dom.js';",
                "import './dom.js';",
                "export const x = 1;",
                "  export default x;",
                "x = await import('./dom.js');",
                "const end = '</script>';",
                "const begin = '<SCRIPT>';",
                "a <!--b"
            })
    void scriptThatCannotStandInAPage_isRefused(String script) {
        files.put("second.js", script);

        assertThatIllegalStateException()
                .isThrownBy(() -> PageBundle.of(files::get))
                .withMessageStartingWith("second.js cannot become part of one page");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script src=\"first.js\" type=\"module\"></script>",
                "<script>inline();</script>",
                "<style>a { }</style>",
                "<img src=\"logo.png\">",
                "<link rel=\"preload\" href=\"font.woff2\">",
                "<a href=\"https://example.com/\">x</a>"
            })
    void pageThatLoadsInAnotherWay_isRefused(String line) {
        files.put("page.html", PAGE.replace("<title>", line + "\n<title>"));

        assertThatIllegalStateException()
                .isThrownBy(() -> PageBundle.of(files::get))
                .withMessageStartingWith("page.html cannot become part of one page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<meta charset=\"utf-8\">", "<title>Threads</title>", "page.css", "id=\"head\"", "</body>"})
    void pageWithoutAPlace_isRefused(String mark) {
        files.put("page.html", PAGE.replace(mark, ""));

        assertThatIllegalStateException().isThrownBy(() -> PageBundle.of(files::get));
    }

    @Test
    void styleThatEndsItself_isRefused() {
        files.put("page.css", "a::after { content: \"</style>\"; }");

        assertThatIllegalStateException().isThrownBy(() -> PageBundle.of(files::get));
    }

    private static String whole(PageBundle page) {
        return page.start() + page.head() + page.body() + page.end();
    }

    private static String only(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        assertThat(matcher.results()).as(pattern).hasSize(1);
        matcher.reset();
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
