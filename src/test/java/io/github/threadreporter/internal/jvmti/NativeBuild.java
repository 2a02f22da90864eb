package io.github.threadreporter.internal.jvmti;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;

/** Whether this build has the native library: it has none where there is no C compiler. */
public final class NativeBuild {

    private NativeBuild() {}

    /** Skips the test without the library, unless {@code THREADREPORTER_REQUIRE_NATIVE} says that it must be there. */
    public static void assumeThere() {
        try {
            LibraryFile.ofThisJvm();
        } catch (IOException e) {
            if (System.getenv("THREADREPORTER_REQUIRE_NATIVE") != null) {
                throw new AssertionError(e.getMessage(), e);
            }
            assumeTrue(false, e.getMessage());
        }
    }
}
