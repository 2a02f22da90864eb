package io.github.threadreporter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this jar, as the build wrote it down. */
final class Version implements IVersionProvider {

    private static final String FILE = "/io/github/threadreporter/version.properties";

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"thread-reporter " + text(), "on Java " + Runtime.version()};
    }

    static String text() throws IOException {
        try (InputStream in = Version.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IOException(FILE + " is not in the jar");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        }
    }
}
