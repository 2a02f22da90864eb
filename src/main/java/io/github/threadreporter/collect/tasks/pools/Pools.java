package io.github.threadreporter.collect.tasks.pools;

import io.github.threadreporter.collect.tasks.LiveState;
import io.github.threadreporter.collect.tasks.LiveThread;
import io.github.threadreporter.collect.tasks.ResourceDraft;
import io.github.threadreporter.collect.tasks.TaskCollector;
import io.github.threadreporter.collect.tasks.TaskSink;
import io.github.threadreporter.model.Missing;
import io.github.threadreporter.model.Resource.Need;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Pools that lend something: a thread that waits for one waits for whoever has borrowed from it, any of them.
 *
 * <p><b>Consistency.</b> Pools change while they are read: an entry may count twice or not at all. That a thread waits is
 * told only of one that stood still meanwhile. <b>Overhead.</b> A few fields of each object in the frames of the
 * application and of these libraries, and of each entry of a pool. <b>Mechanism.</b> A pool is found by the threads that
 * wait for it, by what is borrowed from it, by variables that hold it, and by threads of its own; who has borrowed, by
 * the variables of frames, the fields of the objects of the application in them, and thread-local variables of Spring.
 */
public final class Pools implements TaskCollector {

    private static final List<PoolKind> KINDS =
            List.of(new HikariPools(), new CommonsPools(), new TomcatPools(), new HttpPools());

    @Override
    public boolean wants(String className, String method) {
        for (PoolKind kind : KINDS) {
            if (kind.wants(className, method)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void collect(LiveState seen, TaskSink into) {
        Kinds kinds = new Kinds(KINDS, seen.objects());
        FoundPools pools = new FoundPools(seen, kinds);
        pools.find();
        Borrowers borrowers = new Borrowers(seen, kinds);
        borrowers.find(pools.all().stream().map(FoundPools.Found::pool).toList());
        if (pools.isCut()) {
            into.missing(new Missing("pools", "no more than " + FoundPools.MOST_POOLS + " are looked into", ""));
        }
        if (borrowers.isCut()) {
            into.missing(new Missing(
                    "some borrowers from pools",
                    "no more than " + Borrowers.MOST_OBJECTS + " objects of the application are looked into",
                    ""));
        }
        for (FoundPools.Found found : pools.all()) {
            ResourceDraft draft = into.resource(found.identity(), found.pool().kind());
            tell(found.pool(), draft, borrowers, seen);
            found.waiters().values().forEach(waiter -> into.waits(waiter, draft));
        }
    }

    private static void tell(LivePool pool, ResourceDraft into, Borrowers borrowers, LiveState seen) {
        into.name(pool.name()).need(Need.ONE);
        pool.facts().forEach(into::fact);
        Loans loans = new Loans(seen);
        Set<Object> used = Collections.newSetFromMap(new IdentityHashMap<>());
        int lentToNobody = 0;
        for (LivePool.Lent lent : pool.lent()) {
            LivePool.Note note = borrowers.note(lent.entry());
            if (note != null) {
                used.add(note.about());
            }
            Collection<LiveThread> threads = borrowers.of(lent.entry());
            threads.forEach(thread -> loans.add(
                    thread,
                    note != null && note.held() != null ? note.held() : lent.held(),
                    lent.atMost(),
                    note == null || note.thread().id() != thread.id() ? List.of() : note.stack()));
            lentToNobody += threads.isEmpty() ? 1 : 0;
        }
        for (LivePool.Note note : pool.notes()) {
            if (lentToNobody > 0 && used.add(note.about())) {
                loans.add(note.thread(), note.held(), null, note.stack());
                lentToNobody--;
            }
        }
        loans.tell(into, pool.thing());
        pool.makers().forEach(maker -> into.holder(maker.thread(), maker.how()));
        List<String> unknown = new ArrayList<>(pool.unknown());
        if (lentToNobody > 0) {
            unknown.add(lentToNobody + " of " + pool.lent().size() + " " + pool.thing()
                    + "s are lent to nobody that was seen");
        }
        if (pool.lent().size() >= Elements.MOST) {
            unknown.add("no more than " + Elements.MOST + " " + pool.thing() + "s were looked at");
        }
        into.unknown(String.join("; ", unknown));
    }
}
