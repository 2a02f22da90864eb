package io.github.threadreporter.trigger.remote;

import io.github.threadreporter.trigger.CaptureRequests;
import java.io.Closeable;
import java.util.function.Consumer;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/**
 * Makes a reporter seen by JMX, under {@code io.github.threadreporter:type=ThreadReporter}; where that name is taken, with
 * {@code id=2} and so on. Who may call it is for the JMX of the JVM to say. Thread-safe.
 */
public final class JmxTrigger implements Closeable {

    private static final String NAME = "io.github.threadreporter:type=ThreadReporter";
    private static final int MOST = 100;

    private final MBeanServer server;
    private final ObjectName name;
    private final Consumer<String> log;

    private JmxTrigger(MBeanServer server, ObjectName name, Consumer<String> log) {
        this.server = server;
        this.name = name;
        this.log = log;
    }

    /**
     * Registers it.
     *
     * @param server usually {@code ManagementFactory.getPlatformMBeanServer()}
     * @param log told of each capture and change, in words
     * @throws IllegalStateException if the server refuses it
     */
    public static JmxTrigger register(
            MBeanServer server,
            CaptureRequests requests,
            ReporterStatus status,
            Controls controls,
            Consumer<String> log) {
        ManagedReporter reporter = new ManagedReporter(requests, status, controls, log);
        try {
            Object bean = new StandardMBean(reporter, ThreadReporterMXBean.class, true);
            for (int id = 1; id <= MOST; id++) {
                ObjectName name = new ObjectName(id == 1 ? NAME : NAME + ",id=" + id);
                if (isRegistered(server, bean, name)) {
                    return new JmxTrigger(server, name, log);
                }
            }
        } catch (JMException e) {
            throw new IllegalStateException("JMX does not take the reporter: " + e, e);
        }
        throw new IllegalStateException("JMX has " + MOST + " reporters already");
    }

    private static boolean isRegistered(MBeanServer server, Object bean, ObjectName name) throws JMException {
        try {
            server.registerMBean(bean, name);
            return true;
        } catch (InstanceAlreadyExistsException e) {
            return false; // another reporter in this process; the next name may be free
        }
    }

    /** Under which name it is registered. */
    public ObjectName name() {
        return name;
    }

    @Override
    public void close() {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            // somebody else has unregistered it, or it is closed for the second time
        } catch (JMException e) {
            log.accept("JMX does not let the reporter go: " + e);
        }
    }
}
