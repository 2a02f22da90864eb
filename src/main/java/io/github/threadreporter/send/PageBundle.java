package io.github.threadreporter.send;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of the page as one, with gaps for what differs from report to report. The receiver serves the same files one
 * by one. They are ours, so what is not expected in them is a mistake of ours: it throws, and a test sees it.
 *
 * @param start up to the text of the title
 * @param head after that, up to what stands on the page until its script has run
 * @param body after that, up to the data
 * @param end after the data: the script
 */
record PageBundle(String start, String head, String body, String end) {

    private static final String FOLDER = "/io/github/threadreporter/page/";
    private static final String PAGE = "page.html";
    private static final String STYLE = "page.css";

    private static final String CHARSET = "<meta charset=\"utf-8\">\n";
    private static final String TITLE = "<title>Threads</title>";
    private static final String HEAD = "<header id=\"head\"></header>";
    private static final String LINK = "<link rel=\"stylesheet\" href=\"" + STYLE + "\">\n";
    private static final String END = "</body>";

    private static final Pattern SCRIPT = Pattern.compile("<script src=\"([a-z]+\\.js)\" defer></script>\n");
    private static final Pattern OUTSIDE = Pattern.compile("<script|<style|\\b(?:src|href)=\"(?!#|data:)");

    /** Scripts share one name space and do not import each other. */
    private static final Pattern MODULE = Pattern.compile("(?m)^\\s*(?:import|export)\\b|\\bimport\\s*\\(");

    /** What a script or a style sheet cannot hold where it stands inside a page. */
    private static final Pattern MARKUP = Pattern.compile("(?i)<!--|</?script|</style");

    /** A file of the page by its name. */
    @FunctionalInterface
    interface Files {
        String read(String name) throws IOException;
    }

    /** @throws IOException if a file is missing or cannot be read */
    static PageBundle load() throws IOException {
        return of(PageBundle::resource);
    }

    static PageBundle of(Files files) throws IOException {
        String page = lines(files.read(PAGE));
        String style = inline(STYLE, files.read(STYLE));
        StringBuilder script = new StringBuilder("\n");
        Matcher scripts = SCRIPT.matcher(page);
        while (scripts.find()) {
            String name = scripts.group(1);
            String text = inline(name, files.read(name));
            refuse(MODULE, text, name);
            script.append(text);
        }
        String bare = single(scripts.replaceAll(""), LINK, "");
        refuse(OUTSIDE, bare, PAGE);
        bare = single(bare, CHARSET, CHARSET + policy(script.toString(), style));
        int title = bare.indexOf(TITLE);
        int head = bare.indexOf(HEAD);
        int end = bare.indexOf(END);
        if (title < 0 || head < title || end < head) {
            throw new IllegalStateException(PAGE + " lacks its title, its head or its end");
        }
        return new PageBundle(
                bare.substring(0, title) + "<title>",
                "</title>\n<style>" + style + "</style>" + bare.substring(title + TITLE.length(), head)
                        + "<header id=\"head\">",
                "</header>" + bare.substring(head + HEAD.length(), end),
                "<script>" + script + "</script>\n" + bare.substring(end));
    }

    /** Nothing may run or be loaded but what stands here, whatever a capture holds. */
    private static String policy(String script, String style) {
        return "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src " + hash(script)
                + "; style-src " + hash(style) + "; img-src data:; base-uri 'none'; form-action 'none';"
                + " require-trusted-types-for 'script'; trusted-types 'none'\">\n";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String inline(String name, String text) {
        refuse(MARKUP, text, name);
        return lines(text) + "\n";
    }

    /** A browser reads any line ending as this one before it takes the hash. */
    private static String lines(String text) {
        return text.replace("\r\n", "\n");
    }

    private static String single(String text, String mark, String replacement) {
        int at = text.indexOf(mark);
        if (at < 0 || at != text.lastIndexOf(mark)) {
            throw new IllegalStateException(PAGE + " does not have exactly one " + mark.strip());
        }
        return text.substring(0, at) + replacement + text.substring(at + mark.length());
    }

    private static void refuse(Pattern pattern, String text, String name) {
        Matcher found = pattern.matcher(text);
        if (found.find()) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "%s cannot become part of one page: '%s'",
                    name,
                    found.group().strip()));
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PageBundle.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new FileNotFoundException(FOLDER + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
