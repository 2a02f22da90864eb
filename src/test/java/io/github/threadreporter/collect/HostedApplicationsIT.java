package io.github.threadreporter.collect;

import static io.github.threadreporter.testing.ForkedJvm.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.jvmti.NativeBuild;
import io.github.threadreporter.testing.ForkedJvm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checked inside of the forked JVM, by {@link HostedVictim}: by the native library, and without it in an open JDK. */
class HostedApplicationsIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two",
                "shared",
                "behind",
                "oldest",
                "newest",
                "seven",
                "uninitialised",
                "ended",
                "later",
                "unload"
            })
    void applications_ofOtherClassLoaders_areFoundByTheNativeLibrary(String what) {
        NativeBuild.assumeThere();
        String printed = victim().flags(
                        ForkedJvm.feature() >= 24 ? List.of("--enable-native-access=ALL-UNNAMED") : List.of())
                .flags("-Xcheck:jni")
                .run(what);
        assertThat(printed).doesNotContain("WARNING", "FATAL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two", "shared", "oldest", "newest", "seven", "uninitialised", "ended", "later", "unload"})
    void applications_ofOtherClassLoaders_areFoundInAnOpenJdk(String what) {
        victim().flags("-Dthreadreporter.native=false").flags(OPEN).run(what);
    }

    @Test
    void applications_inAClosedJdk_areLeftAlone() {
        victim().flags("-Dthreadreporter.native=false").run("closed");
    }

    private static ForkedJvm victim() {
        // Not on the class path of the JVM: an SDK that finds another version there refuses to start.
        return ForkedJvm.of(HostedVictim.class)
                .without(Hosted::isLibrary)
                .flags(
                        "-Dother.libraries=" + System.getProperty("other.libraries"),
                        "-Dlibraries=" + System.getProperty("java.class.path"));
    }
}
