package io.github.threadreporter.collect;

import io.sentry.IScope;
import io.sentry.Sentry;
import io.sentry.protocol.User;
import java.util.function.BiConsumer;
import org.slf4j.MDC;

/** An application with its own logback and Sentry SDK: loaded by a class loader of its own. Uses what all SDKs have. */
public final class Application implements BiConsumer<String, String> {

    private static final boolean HAS_SCOPES = hasScopes();

    @Override
    public void accept(String what, String name) {
        switch (what) {
            case "start" ->
                Sentry.init(options -> {
                    options.setDsn("http://" + name + "@127.0.0.1:1/1");
                    options.setRelease(name + "@1.0");
                    options.setEnvironment("test of " + name);
                    options.setServerName("server of " + name);
                    options.setDist("42");
                    options.addInAppInclude("com." + name);
                    options.addInAppExclude("com." + name + ".lib");
                    options.setTag("team", name);
                });
            case "request" -> {
                MDC.put("application", name);
                Sentry.setTag("application", name);
                User user = new User();
                user.setId(name);
                user.setEmail(name + "@example.org");
                Sentry.setUser(user);
                read();
            }
            case "end" -> Sentry.close();
            default -> throw new IllegalArgumentException(what);
        }
    }

    /** As sending an event does: the SDK loads what it needs for that when it needs it first. */
    private static void read() {
        if (!HAS_SCOPES) {
            return;
        }
        IScope scope = Sentry.getCurrentScopes().getScope();
        IScope isolation = Sentry.getCurrentScopes().getIsolationScope();
        MDC.put(
                "read",
                isolation.getTags() + " " + scope.getPropagationContext().getTraceId());
    }

    private static boolean hasScopes() {
        try {
            return Class.forName(Sentry.class.getPackageName() + ".IScopes") != null;
        } catch (ClassNotFoundException e) {
            return false; // version 7
        }
    }
}
