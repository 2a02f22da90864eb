package io.github.threadreporter.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AccessorsTest {

    /** Of an application. */
    public interface Scope {
        String user();

        boolean open();
    }

    /** One of the kind that versions differ in. */
    public static final class Started implements Scope {
        @Override
        public String user() {
            return "7";
        }

        @Override
        public boolean open() {
            return true;
        }
    }

    @Test
    void accessor_ofThatTypeAndName_isCalled() {
        assertThat(Accessors.call(new Started(), Scope.class, "user", String.class))
                .isEqualTo("7");
        assertThat(Accessors.call(new Started(), Scope.class, "open", boolean.class))
                .isEqualTo(true);
    }

    @Test
    void accessor_thatThisVersionDoesNotHave_givesNothing() {
        assertThat(Accessors.call(new Started(), Scope.class, "tags", String.class))
                .isNull();
        assertThat(Accessors.call(new Started(), Started.class, "user", Object.class))
                .isNull();
    }

    @Test
    void accessor_ofAnotherCopyOfTheClass_givesNothing() throws Exception {
        try (URLClassLoader other = otherLoader()) {
            Class<?> foreign = other.loadClass(Scope.class.getName());
            assertThat(Accessors.call(new Started(), foreign, "user", String.class))
                    .isNull();
        }
    }

    @Test
    void calledClass_ofAClassLoaderThatIsGone_isUnloaded() throws Exception {
        WeakReference<ClassLoader> gone = callInAnotherLoader();

        Awaitility.await().until(() -> {
            System.gc();
            return gone.refersTo(null);
        });
    }

    private static WeakReference<ClassLoader> callInAnotherLoader() throws Exception {
        try (URLClassLoader other = otherLoader()) {
            Object target =
                    other.loadClass(Started.class.getName()).getConstructor().newInstance();
            Class<?> owner = other.loadClass(Scope.class.getName());
            for (int call = 0; call < 1_000; call++) { // the JVM makes a handle of its own for one that is often called
                assertThat(Accessors.call(target, owner, "user", String.class)).isEqualTo("7");
            }
            return new WeakReference<>(other);
        }
    }

    private static URLClassLoader otherLoader() {
        URL classes = AccessorsTest.class.getProtectionDomain().getCodeSource().getLocation();
        return new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader());
    }
}
