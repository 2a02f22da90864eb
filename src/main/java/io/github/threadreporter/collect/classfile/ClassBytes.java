package io.github.threadreporter.collect.classfile;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Where the class file of a class is read. Asks its class loader, which is code of the application. */
final class ClassBytes {

    /** Largest class file read. Those of a megabyte are rare. */
    static final int MOST = 8 << 20;

    private ClassBytes() {}

    /** Why a class cannot have a class file; empty if it can. Asks nobody. */
    static String none(Class<?> type) {
        if (type.isArray() || type.isPrimitive()) {
            return "arrays and primitive types have no class file";
        }
        if (type.isHidden()) {
            return "it is a hidden class, which has no class file";
        }
        return Proxy.isProxyClass(type) ? "it is a proxy, which has no class file" : "";
    }

    static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    /** The class file; null if the class loader has none. */
    static byte @Nullable [] read(Class<?> type) throws IOException, UnreadableClassFile {
        try (InputStream in = open(type, internalName(type) + ".class")) {
            if (in == null) {
                return null;
            }
            byte[] bytes = in.readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                throw new UnreadableClassFile("it is larger than " + MOST + " bytes");
            }
            return bytes;
        }
    }

    private static @Nullable InputStream open(Class<?> type, String resource) throws IOException {
        ClassLoader loader = type.getClassLoader();
        if (type.getModule().isNamed()) {
            InputStream in = type.getModule().getResourceAsStream(resource);
            if (in != null || loader == null) {
                return in;
            }
        }
        return loader == null ? ClassLoader.getSystemResourceAsStream(resource) : loader.getResourceAsStream(resource);
    }
}
