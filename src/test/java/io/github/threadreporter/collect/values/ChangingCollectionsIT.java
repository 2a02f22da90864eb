package io.github.threadreporter.collect.values;

import io.github.threadreporter.internal.jvmti.NativeBuild;
import io.github.threadreporter.testing.ForkedJvm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Collections that others write to while they are read: see {@link ChangingCollections}. */
class ChangingCollectionsIT {

    @BeforeAll
    static void library() {
        NativeBuild.assumeThere();
    }

    @Test
    void writtenByFourThreads_showTheirItemsOnly() {
        ForkedJvm.of(ChangingCollections.class).run();
    }
}
