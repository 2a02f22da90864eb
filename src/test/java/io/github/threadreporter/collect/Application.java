package io.github.threadreporter.collect;

import io.sentry.Sentry;
import io.sentry.protocol.User;
import java.util.function.BiConsumer;
import org.slf4j.MDC;

/** An application with its own logback and Sentry SDK: loaded by a class loader of its own. Uses what all SDKs have. */
public final class Application implements BiConsumer<String, String> {

    @Override
    public void accept(String what, String name) {
        switch (what) {
            case "log" -> MDC.put("application", name);
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
            }
            case "end" -> Sentry.close();
            default -> throw new IllegalArgumentException(what);
        }
    }
}
