package io.github.threadreporter.attach;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a process has mapped into memory or opened.
 *
 * @param libjvm its {@code libjvm.so}, null if it has none
 * @param openJ9 whether that is OpenJ9's
 * @param ours whether something of this product is among it
 */
record Mappings(@Nullable String libjvm, boolean openJ9, boolean ours) {

    private static final int MAX_LINES = 500_000;
    private static final int MAX_FILES = 50_000;
    private static final String DELETED = " (deleted)";
    private static final Pattern OURS =
            Pattern.compile("(libthreadreporter[^/]*\\.so|(sentry-)?thread-reporter[^/]*\\.jar)");

    /** @throws IOException if we may not look */
    static Mappings of(Proc proc) throws IOException {
        String libjvm = null;
        boolean openJ9 = false;
        boolean ours = false;
        try (BufferedReader lines = lines(proc.folder().resolve("maps"))) {
            String before = "";
            String line = lines.readLine();
            for (int i = 0; line != null && i < MAX_LINES; i++, line = lines.readLine()) {
                int slash = line.indexOf('/');
                if (slash < 0 || line.substring(slash).equals(before)) {
                    continue; // nameless, or the same file as in the line above
                }
                before = line.substring(slash);
                String file = withoutMark(before);
                String name = file.substring(file.lastIndexOf('/') + 1);
                if (name.equals("libjvm.so")) {
                    libjvm = file;
                }
                openJ9 |= name.startsWith("libj9vm");
                ours |= OURS.matcher(name).matches();
            }
        }
        return new Mappings(libjvm, openJ9, ours || (libjvm != null && hasOursOpen(proc)));
    }

    private static BufferedReader lines(Path file) throws IOException {
        // A file name may be of any bytes; those that are no UTF-8 are none of ours.
        return new BufferedReader(new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    }

    private static boolean hasOursOpen(Proc proc) {
        int left = MAX_FILES;
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(proc.folder().resolve("fd"))) {
            for (Path file : files) {
                String target = withoutMark(Proc.link(file).orElse(""));
                if (OURS.matcher(target.substring(target.lastIndexOf('/') + 1)).matches()) {
                    return true;
                }
                if (--left == 0) {
                    return false;
                }
            }
            return false;
        } catch (IOException e) {
            return false; // mapped files may be seen by more users than open ones
        }
    }

    private static String withoutMark(String file) {
        return file.endsWith(DELETED) ? file.substring(0, file.length() - DELETED.length()) : file;
    }
}
