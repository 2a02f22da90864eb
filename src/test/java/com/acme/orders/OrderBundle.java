package com.acme.orders;

import io.sentry.Sentry;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A bundle with a Sentry SDK of its own, which serves the customer of its name. The last one says that all are ready. */
public final class OrderBundle implements BundleActivator {

    private static final String STARTED = "orders.started";

    @Override
    public void start(BundleContext context) throws Exception {
        String customer = context.getBundle().getSymbolicName();
        Sentry.init(options -> {
            options.setDsn(System.getProperty("orders.dsn"));
            options.setRelease("orders@3");
            options.setShutdownTimeoutMillis(1_000);
        });
        Thread worker = new Thread(() -> serve("order-of-" + customer), "serves-" + customer);
        worker.setDaemon(true);
        worker.start();
        while (worker.getState() != Thread.State.WAITING) {
            Thread.sleep(5);
        }
        int started = Integer.getInteger(STARTED, 0) + 1;
        System.setProperty(STARTED, Integer.toString(started));
        if (started == Integer.getInteger("orders.bundles")) {
            new Thread(OrderBundle::endWithInput, "input").start();
            System.out.println("ready");
        }
    }

    private static void serve(String order) {
        Sentry.setTag("plan", "plan-of-" + order);
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.park(order);
        }
    }

    private static void endWithInput() {
        try {
            System.in.read();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        System.exit(0);
    }

    @Override
    public void stop(BundleContext context) {
        Sentry.close();
    }
}
