package io.github.threadreporter.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.orders.OrderBundle;
import io.github.threadreporter.model.CapturedThread;
import io.github.threadreporter.model.Frame;
import io.github.threadreporter.model.ThreadDump;
import io.github.threadreporter.model.Variable;
import io.github.threadreporter.testing.Command;
import io.github.threadreporter.testing.SentryServer;
import io.github.threadreporter.testing.Target;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A target in an OSGi framework, where every bundle has a class loader of its own and sees what it imports alone. */
@EnabledOnOs(OS.LINUX)
@Timeout(180)
class OsgiTargetIT {

    @TempDir
    Path folder;

    private static void assertOfBundle(ThreadDump dump, String customer) {
        CapturedThread thread = Command.thread(dump, "serves-" + customer);
        List<Frame> frames = thread.stack().frames();
        int serve = frames.stream().map(Frame::method).toList().indexOf("serve");
        assertThat(frames.get(serve).className()).isEqualTo(OrderBundle.class.getName());
        assertThat(frames.get(serve).inApp()).isTrue();
        assertThat(thread.variablesAt(serve).variables())
                .filteredOn(variable -> variable.name().equals("order"))
                .singleElement()
                .extracting(Variable::value)
                .asString()
                .contains("order-of-" + customer);
        assertThat(thread.context().scope().tags()).containsEntry("plan", "plan-of-order-of-" + customer);
    }

    @Test
    void threadsOfBundles_haveVariables_andTheScopeOfTheirOwnSdk() throws Exception {
        try (SentryServer server = SentryServer.start();
                Target target = Bundles.in(folder, server.dsn()).start()) {
            ThreadDump dump = Command.dump(target);
            assertOfBundle(dump, "ada");
            assertOfBundle(dump, "grace");

            Command.capture(target, "--to", "sentry").run().succeeded();
            assertThat(server.events()).hasSize(1);
            assertThat(server.events().get(0).json()).contains("orders@3", "order-of-ada", "order-of-grace");
            assertThat(target.end()).isEmpty();
        }
    }

    @Test
    void agentAtStart_showsTheSame() throws Exception {
        try (SentryServer server = SentryServer.start();
                Target target = Bundles.in(folder, server.dsn())
                        .flags("-javaagent:" + System.getProperty("agent.jar") + "=schedule=1s")
                        .start()) {
            server.awaitEvent("orders@3", "order-of-ada", "order-of-grace", "plan-of-order-of-ada");
            ThreadDump dump = Command.dump(target);
            assertOfBundle(dump, "ada");
            assertOfBundle(dump, "grace");
        }
    }
}
