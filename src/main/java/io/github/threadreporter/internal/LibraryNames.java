package io.github.threadreporter.internal;

/**
 * Names of classes and packages of libraries that the application uses. Shading renames every constant that begins with
 * the name of a relocated package, and here the application's own one is meant: so they are put together at run time.
 */
public final class LibraryNames {

    private LibraryNames() {}

    /** The parts with dots between them: not a constant to the compiler. */
    public static String of(String... parts) {
        return String.join(".", parts);
    }
}
