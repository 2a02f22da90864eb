package io.github.threadreporter.send;

import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.LockWait;
import io.github.threadreporter.model.ScopeData;
import io.github.threadreporter.model.StackGroup;
import io.github.threadreporter.model.ThreadKind;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a thread dump has no place for, in lines that readers of thread dumps pass over. */
final class ContextText {

    static final String COMMENT = "   // ";

    private final TextLines out;

    ContextText(TextLines out) {
        this.out = out;
    }

    void context(CapturedThread thread, @Nullable StackGroup group) {
        if (group != null) {
            String others = group.size() == 1 ? "" : ", with " + (group.size() - 1) + " more at the same place";
            out.line(COMMENT, "role: " + group.role().name().toLowerCase(Locale.ROOT) + others);
        }
        LockWait wait = thread.waitsFor();
        if (wait != null && wait.owner() != null) {
            out.begin(COMMENT).add("waits for ").add(wait.lock().text());
            out.add(" held by \"")
                    .add(wait.owner().name())
                    .add("\" #")
                    .add(wait.owner().id())
                    .end();
        }
        if (thread.carrierId() != null) {
            out.begin(COMMENT).add("mounted on #").add(thread.carrierId()).end();
        }
        text(thread.kind() == ThreadKind.VIRTUAL ? "container" : "group", thread.group());
        map("mdc", thread.context().mdc());
        scope(thread.context().scope());
        map("scoped values", thread.context().scopedValues());
    }

    private void scope(ScopeData scope) {
        map("tags", scope.tags());
        map("user", scope.user());
        text("transaction", scope.transaction());
        text("trace", scope.traceId());
        text("span", scope.spanId());
    }

    private void text(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            out.begin(COMMENT).add(name).add(": ").add(value).end();
        }
    }

    private void map(String name, Map<String, String> entries) {
        if (!entries.isEmpty()) {
            text(
                    name,
                    new TreeMap<>(entries)
                            .entrySet().stream()
                                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                                    .collect(Collectors.joining(", ")));
        }
    }
}
