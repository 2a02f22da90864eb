package com.acme.orders.trouble;

import com.acme.orders.delivery.Carrier;
import com.acme.orders.delivery.Deliveries;
import com.acme.orders.service.OrderService;
import com.acme.orders.simulated.PaymentProvider;
import com.acme.orders.simulated.SimulatedWarehouse;
import com.acme.orders.stock.Stock;
import com.acme.orders.store.Database;
import com.acme.orders.work.OrderDesk;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every trouble by its name, and which of them the service is in. Thread-safe; one trouble is entered at a time. */
public final class Troubles {

    /** The names there are. */
    public static final List<String> NAMES = List.of(
            "lock-contention",
            "deadlock",
            "virtual-deadlock",
            "mixed-deadlock",
            "pool-exhaustion",
            "stuck-downstream",
            "stuck-futures",
            "parked-virtual-threads");

    private final Map<String, Trouble> troubles = new LinkedHashMap<>();
    private final Set<String> entered = new HashSet<>();

    public Troubles(
            OrderDesk desk,
            OrderService service,
            Stock stock,
            Database database,
            SimulatedWarehouse warehouse,
            PaymentProvider provider,
            Deliveries deliveries,
            Carrier carrier) {
        add(new LockContention(desk, warehouse.delays()));
        for (Deadlock.Between between : Deadlock.Between.values()) {
            add(new Deadlock(between, desk, service, stock, warehouse.delays()));
        }
        add(new PoolExhaustion(desk, service, database, provider.delays()));
        add(new StuckDownstream(desk, provider.delays()));
        add(new StuckFutures(desk, deliveries, carrier));
        add(new ParkedVirtualThreads());
    }

    /**
     * Gets into a trouble, and returns when it is really reached; at once if the service is in it already.
     *
     * @return what is to be seen now, in a sentence
     * @throws UnknownTroubleException if there is none of that name
     * @throws UnsupportedOperationException if this JVM can't get into it
     * @throws IllegalStateException if it was not reached, for example for want of a free worker
     */
    public synchronized String enter(String name) throws InterruptedException {
        Trouble trouble = trouble(name);
        if (entered.contains(name)) {
            return "in it already";
        }
        entered.add(name); // also when it is reached only in part: what was begun can be left
        try {
            return trouble.enter();
        } catch (UnsupportedOperationException e) {
            entered.remove(name);
            throw e;
        }
    }

    /**
     * Gets out of a trouble.
     *
     * @return what is to be seen now, in a sentence
     * @throws UnknownTroubleException if there is none of that name
     * @throws UnsupportedOperationException if there is no way out of it
     */
    public synchronized String leave(String name) throws InterruptedException {
        Trouble trouble = trouble(name);
        if (!entered.contains(name)) {
            return "not in it";
        }
        String seen = trouble.leave();
        entered.remove(name);
        return seen;
    }

    private Trouble trouble(String name) {
        Trouble trouble = troubles.get(name);
        if (trouble == null) {
            throw new UnknownTroubleException(name, NAMES);
        }
        return trouble;
    }

    private void add(Trouble trouble) {
        troubles.put(trouble.name(), trouble);
    }
}
