package io.github.threadreporter.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;

/** Main class of a forked JVM: whether the class loader of a record that was compared is there after a collection. */
public final class DisplacedVictim {

    private DisplacedVictim() {}

    public static void main(String[] arguments) throws Exception {
        WeakReference<ClassLoader> loader = used();
        collect();
        System.out.println("before: " + (loader.get() == null ? "gone" : "kept"));
        Displaced.ours();
        collect();
        System.out.println("after: " + (loader.get() == null ? "gone" : "kept"));
    }

    /** A soft reference that was used goes with the next collection but one. */
    private static void collect() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
    }

    private static WeakReference<ClassLoader> used() throws Exception {
        ClassLoader loader = new OwnLoader();
        Class<?> type = loader.loadClass(DisplacedOrder.class.getName());
        Object one = type.getConstructor(int.class, String.class).newInstance(1, "Ada");
        Object other = type.getConstructor(int.class, String.class).newInstance(1, "Ada");
        if (!one.equals(other)
                || one.hashCode() != other.hashCode()
                || one.toString().isEmpty()) {
            throw new AssertionError(one + " and " + other);
        }
        return new WeakReference<>(loader);
    }

    private static final class OwnLoader extends ClassLoader {

        OwnLoader() {
            super(DisplacedVictim.class.getClassLoader());
        }

        @Override
        public Class<?> loadClass(String name) throws ClassNotFoundException {
            if (!name.equals(DisplacedOrder.class.getName())) {
                return super.loadClass(name);
            }
            try (InputStream in = DisplacedOrder.class.getResourceAsStream("DisplacedOrder.class")) {
                byte[] content = in.readAllBytes();
                return defineClass(name, content, 0, content.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
