package io.github.threadreporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.LibraryNames;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Shading renames each constant that begins with a relocated package; none of ours may mean the application's. */
class RelocationTest {

    @Test
    void constants_ofAllClasses_nameNoPackageOfALibrary() throws Exception {
        List<String> constants = new ArrayList<>();
        try (Stream<Path> files = Files.walk(mainClasses())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                constants.addAll(strings(file));
            }
        }

        assertThat(constants)
                .contains("IScopes", "currentScopes")
                .noneMatch(text -> text.matches("(?s)\\[*L?/?(io[./]sentry|org[./]slf4j|ch[./]qos[./]logback).*"));
    }

    @Test
    void name_putTogether_isThatOfTheLibrary() {
        assertThat(LibraryNames.of("io", "sentry", "Sentry")).isEqualTo(io.sentry.Sentry.class.getName());
    }

    private static Path mainClasses() throws URISyntaxException {
        return Path.of(ThreadReporter.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    /** The string constants of a class file. */
    private static List<String> strings(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(8);
            int count = in.readUnsignedShort();
            String[] texts = new String[count];
            Set<Integer> used = new HashSet<>();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts[i] = in.readUTF();
                    case 8 -> used.add(in.readUnsignedShort());
                    case 7, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++;
                    }
                    default -> throw new IOException("tag " + tag + " in " + file);
                }
            }
            return used.stream().map(i -> texts[i]).toList();
        }
    }
}
