package io.github.threadreporter.collect;

import io.github.threadreporter.internal.ForeignFields;
import io.github.threadreporter.internal.Jdk;
import io.github.threadreporter.internal.ThreadLocals;
import io.github.threadreporter.model.SentryConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the Sentry SDK that the application has initialised, of version 7 or 8, without linking to it and without
 * loading or initialising anything: also from a class loader that knows nothing of it. Thread-safe.
 *
 * <p>Where several web applications run one each, the one taken is that which the class path of the JVM or the main
 * thread uses; else that which most threads use.
 *
 * <p>Overhead: up to some milliseconds in a JVM with tens of thousands of classes; no pause. It finds no more than
 * {@link Jdk#loadedClasses()} does: see {@link Jdk.Ability#LOADED_CLASSES} for why it may find less.
 */
public final class ApplicationSentry {

    /** Entries of one list or map of the options that are read at most. */
    private static final int MOST = 1_000;

    private static final String SDK = SentryAccessor.type("Sentry");

    /** Where the SDK keeps what it was initialised to, which each scope or hub of a thread comes from. */
    private enum Version {
        V8("rootScopes", "IScopes", SentryAccessor.ENABLED, SentryAccessor.OPTIONS),
        V7("mainHub", "IHub", SentryAccessor.HUB_ENABLED, SentryAccessor.HUB_OPTIONS);

        private final String field;
        private final String type;
        private final SentryAccessor enabled;
        private final SentryAccessor options;

        Version(String field, String type, SentryAccessor enabled, SentryAccessor options) {
            this.field = field;
            this.type = type;
            this.enabled = enabled;
            this.options = options;
        }
    }

    private record Initialized(LibraryCopy sdk, Object options, boolean enabled) {}

    private final Jdk jdk;
    private final Set<String> types;

    public ApplicationSentry(Jdk jdk) {
        this.jdk = jdk;
        types = new HashSet<>(SentryAccessor.types());
        types.add(SDK);
    }

    /** As it is configured now; empty where none is initialised, or none can be found. */
    public Optional<SentryConfig> find() {
        ForeignFields fields = new ForeignFields(jdk.loadedClasses());
        List<Initialized> all = new ArrayList<>();
        for (LibraryCopy sdk : LibraryCopy.in(jdk.loadedClasses(), types)) {
            Initialized initialized = initialized(sdk, fields);
            if (initialized != null) {
                all.add(initialized);
            }
        }
        Users users = new Users(jdk.threadLocals().orElse(null));
        return all.stream()
                .min(Comparator.comparing((Initialized one) -> !one.enabled())
                        .thenComparing(one -> !users.isOfMain(one.sdk()))
                        .thenComparing(one -> -users.threadsOf(one.sdk())))
                .map(one -> config(one, all.size() - 1));
    }

    private static @Nullable Initialized initialized(LibraryCopy sdk, ForeignFields fields) {
        Class<?> owner = sdk.type(SDK);
        for (Version version : Version.values()) {
            Class<?> type = sdk.type(SentryAccessor.type(version.type));
            Object root = owner == null || type == null ? null : fields.ofClass(owner, version.field, type);
            // Until it is initialised, the SDK has one in its place that does nothing.
            if (root != null && !root.getClass().getName().contains(".NoOp")) {
                Object options = version.options.of(root, sdk);
                if (options != null) {
                    return new Initialized(sdk, options, Boolean.TRUE.equals(version.enabled.of(root, sdk)));
                }
            }
        }
        return null;
    }

    private static SentryConfig config(Initialized one, int others) {
        LibraryCopy sdk = one.sdk();
        Object options = one.options();
        return new SentryConfig(
                one.enabled(),
                SentryAccessor.DSN.text(options, sdk),
                SentryAccessor.RELEASE.text(options, sdk),
                SentryAccessor.ENVIRONMENT.text(options, sdk),
                SentryAccessor.SERVER_NAME.text(options, sdk),
                SentryAccessor.DIST.text(options, sdk),
                texts(SentryAccessor.IN_APP_INCLUDES.of(options, sdk)),
                texts(SentryAccessor.IN_APP_EXCLUDES.of(options, sdk)),
                entries(SentryAccessor.TAGS.of(options, sdk)),
                Boolean.TRUE.equals(SentryAccessor.DEBUG.of(options, sdk)),
                others);
    }

    private static List<String> texts(@Nullable Object list) {
        List<String> texts = new ArrayList<>();
        if (isOfJdk(list) && list instanceof List<?> values) {
            for (Object value : values) {
                if (value instanceof String text && texts.size() < MOST) {
                    texts.add(text);
                }
            }
        }
        return texts;
    }

    private static Map<String, String> entries(@Nullable Object map) {
        Map<String, String> entries = new HashMap<>();
        if (isOfJdk(map) && map instanceof Map<?, ?> values) {
            for (Map.Entry<?, ?> entry : values.entrySet()) {
                if (entry.getKey() instanceof String key
                        && entry.getValue() instanceof String value
                        && entries.size() < MOST) {
                    entries.put(key, value);
                }
            }
        }
        return entries;
    }

    /** The iterator of any other would be the application's code. */
    private static boolean isOfJdk(@Nullable Object collection) {
        return collection != null && collection.getClass().getClassLoader() == null;
    }

    /** Which threads use a copy of the SDK: by their context class loaders, where these can be seen. */
    private record Users(@Nullable ThreadLocals threads) {

        private static final int NEVER = Integer.MAX_VALUE;

        boolean isOfMain(LibraryCopy sdk) {
            if (sdk.distanceFrom(ClassLoader.getSystemClassLoader()) != NEVER) {
                return true;
            }
            for (Thread thread : platformThreads()) {
                if (thread.getName().equals("main") && uses(thread, sdk)) {
                    return true;
                }
            }
            return false;
        }

        int threadsOf(LibraryCopy sdk) {
            int count = 0;
            for (Thread thread : platformThreads()) {
                count += uses(thread, sdk) ? 1 : 0;
            }
            return count;
        }

        private Thread[] platformThreads() {
            return threads == null ? new Thread[0] : threads.platformThreads();
        }

        private boolean uses(Thread thread, LibraryCopy sdk) {
            return threads != null && sdk.distanceFrom(threads.contextLoader(thread)) != NEVER;
        }
    }
}
