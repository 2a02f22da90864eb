package io.github.threadreporter.internal.jvmti;

import io.github.threadreporter.internal.LoadedClasses;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks the JVM for all loaded classes, which takes milliseconds where there are many: so again only when more have been
 * loaded since. A class that is only just being defined is seen after the next one. No pause, but nobody else can define
 * a class for a part of that time.
 */
final class JvmtiClasses implements LoadedClasses {

    /** What was found when so many classes had been loaded. */
    private record Found(long loaded, List<WeakReference<Class<?>>> classes) {}

    /** Those who ask have fixed sets of names; further ones are not remembered. */
    private static final int MOST_REMEMBERED = 16;

    private final Jvmti jvmti;
    private final ClassLoadingMXBean counter = ManagementFactory.getClassLoadingMXBean();
    private final Map<Set<String>, Found> remembered = new ConcurrentHashMap<>();

    JvmtiClasses(Jvmti jvmti) {
        this.jvmti = jvmti;
    }

    @Override
    public List<Class<?>> named(Set<String> names) {
        long loaded = counter.getTotalLoadedClassCount(); // before the look: whatever comes during it counts as new
        Found known = remembered.get(names);
        if (known != null && known.loaded == loaded) {
            return alive(known.classes);
        }
        Class<?>[] found = Natives.loadedClasses(signatures(names));
        if (found == null) {
            return List.of(); // the JVM is shutting down
        }
        List<WeakReference<Class<?>>> kept = new ArrayList<>(found.length);
        for (Class<?> type : found) {
            kept.add(new WeakReference<>(type));
        }
        if (known != null || remembered.size() < MOST_REMEMBERED) {
            remembered.put(Set.copyOf(names), new Found(loaded, kept));
        }
        return List.of(found);
    }

    private static List<Class<?>> alive(List<WeakReference<Class<?>>> classes) {
        List<Class<?>> alive = new ArrayList<>(classes.size());
        for (WeakReference<Class<?>> reference : classes) {
            Class<?> type = reference.get();
            if (type != null) {
                alive.add(type);
            }
        }
        return alive;
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
        return LoadedClasses.super.open(type) || jvmti.open(type.getModule(), type.getPackageName());
    }
}
