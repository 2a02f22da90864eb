package io.github.threadreporter.collect.tasks.pools;

import io.github.threadreporter.collect.tasks.LiveObjects;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which kind of pool an object has to do with; each class is asked about once a look. Not thread-safe. */
final class Kinds {

    private final List<PoolKind> all;
    private final LiveObjects objects;
    private final Map<Class<?>, Optional<PoolKind>> byClass = new HashMap<>();

    Kinds(List<PoolKind> all, LiveObjects objects) {
        this.all = all;
        this.objects = objects;
    }

    List<PoolKind> all() {
        return all;
    }

    /** Null for most objects. */
    @Nullable
    PoolKind of(Object object) {
        Optional<PoolKind> known = byClass.get(object.getClass());
        if (known == null) {
            known = all.stream()
                    .filter(kind -> kind.classes().stream().anyMatch(name -> objects.isA(object, name)))
                    .findFirst();
            byClass.put(object.getClass(), known);
        }
        return known.orElse(null);
    }
}
