package io.github.threadreporter.collect.values;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What classes of the JDK mean, read from their own fields: collections, maps, queues, locks and others. A class of which
 * this JDK's fields are not the expected ones is shown by class and identity. Stateless but for {@link Fields}.
 */
final class Contents {

    /** Reads one object of the class that it is registered for, or of a subclass. */
    interface Reader {
        void read(Object object, Fields fields, Sink into);
    }

    private static final Map<String, Reader> READERS = new HashMap<>();

    static {
        Sequences.register(READERS);
        Tables.register(READERS);
        OrderedMaps.register(READERS);
        Wrappers.register(READERS);
        Views.register(READERS);
        BitSets.register(READERS);
        Holders.register(READERS);
        Builders.register(READERS);
        Arrays.register(READERS);
    }

    private Contents() {}

    /** The reader for that class or else the nearest superclass that has one; null where none has. */
    static @Nullable Reader of(Class<?> type) {
        if (type.isArray()) {
            return Arrays::read;
        }
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            Reader reader = Types.isOfTheJdk(at) ? READERS.get(at.getName()) : null;
            if (reader != null) {
                return reader;
            }
        }
        return null;
    }
}
