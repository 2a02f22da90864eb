package io.github.threadreporter.internal.jvmti;

import io.github.threadreporter.internal.LoadedClasses;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks the JVM for all loaded classes, which takes milliseconds where there are many: so again only when more have been
 * loaded since, for all names that anybody has asked for at once, and at most for one fiftieth of the time. While it is asked
 * nobody else can define a class for a part of that time, and no class can be unloaded, so a collection at that moment frees
 * little. A class that has been loaded in the meantime is seen a little later; one that is only just being defined, after
 * the next one. No pause.
 */
final class JvmtiClasses implements LoadedClasses {

    /** A look is not repeated for so many times of what it took. */
    private static final int REST = 49;

    /** Those who ask have fixed sets of names; further ones are not remembered. */
    private static final int MOST_NAMES = 512;

    private final Function<byte[], Class<?> @Nullable []> classes;
    private final Predicate<Class<?>> opening;
    private final LongSupplier loaded;
    private final LongSupplier nanoTime;
    private final Object lock = new Object();
    private Looked last = new Looked(-1, 0, Set.of(), List.of());

    /** What was found when so many classes had been loaded, and until when that does. */
    private record Looked(long loaded, long until, Set<String> names, List<WeakReference<Class<?>>> classes) {

        List<Class<?>> named(Set<String> wanted) {
            List<Class<?>> alive = new ArrayList<>();
            for (WeakReference<Class<?>> reference : classes) {
                Class<?> type = reference.get();
                if (type != null && wanted.contains(type.getName())) {
                    alive.add(type);
                }
            }
            return alive;
        }
    }

    JvmtiClasses(Jvmti jvmti) {
        this(
                Natives::loadedClasses,
                type -> jvmti.open(type.getModule(), type.getPackageName()),
                ManagementFactory.getClassLoadingMXBean()::getTotalLoadedClassCount,
                System::nanoTime);
    }

    /**
     * @param classes finds those of some signatures, each ended by 0; null where the JVM is ending
     * @param loaded how many classes have ever been loaded
     */
    JvmtiClasses(
            Function<byte[], Class<?> @Nullable []> classes,
            Predicate<Class<?>> opening,
            LongSupplier loaded,
            LongSupplier nanoTime) {
        this.classes = classes;
        this.opening = opening;
        this.loaded = loaded;
        this.nanoTime = nanoTime;
    }

    @Override
    public List<Class<?>> named(Set<String> names) {
        synchronized (lock) { // nobody else takes it, and two looks at once would find the same
            boolean isNew = !last.names.containsAll(names);
            if (isNew || (last.loaded != loaded.getAsLong() && nanoTime.getAsLong() - last.until >= 0)) {
                look(names);
            }
            return last.named(names);
        }
    }

    private void look(Set<String> names) {
        Set<String> all = new HashSet<>(last.names);
        all.addAll(names);
        if (all.size() > MOST_NAMES) {
            all.retainAll(names);
        }
        long before = loaded.getAsLong(); // whatever comes during the look counts as new
        long start = nanoTime.getAsLong();
        Class<?>[] found = classes.apply(signatures(all));
        long end = nanoTime.getAsLong();
        List<WeakReference<Class<?>>> kept = new ArrayList<>();
        if (found != null) {
            for (Class<?> type : found) {
                kept.add(new WeakReference<>(type));
            }
        }
        last = new Looked(before, end + REST * (end - start), Set.copyOf(all), kept);
    }

    private static byte[] signatures(Set<String> names) {
        StringBuilder all = new StringBuilder();
        for (String name : names) {
            all.append('L').append(name.replace('.', '/')).append(";\0");
        }
        return all.toString().getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public boolean isInitialized(Class<?> type) {
        return Natives.isInitialized(type);
    }

    @Override
    public boolean open(Class<?> type) {
        return LoadedClasses.super.open(type) || opening.test(type);
    }
}
