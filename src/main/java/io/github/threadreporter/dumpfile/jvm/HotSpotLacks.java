package io.github.threadreporter.dumpfile.jvm;

/** What a dump in HotSpot's text does not tell, counted while it is read. Not thread-safe. */
final class HotSpotLacks {

    private static final int VIRTUAL_THREADS = 21;

    /** Whether it is our own text, which has all threads and names all owners. */
    boolean ours;

    /** Threads of the JVM itself. */
    int vmThreads;

    int withoutId;

    /** Virtual threads that the dump says are carried, and those of which it shows the stack. */
    int carried;

    int mounted;

    /** Whether it lists which {@code java.util.concurrent} locks are held. */
    boolean synchronizersListed;

    int unnamedLocks;

    /** @param dump resolved */
    void addTo(DumpDraft dump) {
        dump.missing("local variables and context of threads", "a thread dump does not hold them", "");
        if (vmThreads > 0) {
            dump.missing(vmThreads + " threads of the JVM itself", "they run no Java code", "");
        }
        if (withoutId > 0) {
            dump.missing("thread ids", "not in the dump: threads without one are numbered", "");
        }
        if (unnamedLocks > 0) {
            dump.missing(unnamedLocks + " locks", "the dump does not name them: no object reference available", "");
        }
        if (ours) {
            return;
        }
        if (dump.feature() >= VIRTUAL_THREADS) {
            String stacks = carried > mounted ? ", and does not show the stacks of " + (carried - mounted) : "";
            dump.missing(
                    "virtual threads that are not mounted",
                    "this kind of dump leaves them out" + stacks,
                    "jcmd PID Thread.dump_to_file -format=json FILE");
        }
        if (dump.unresolved() > 0 && !synchronizersListed) {
            dump.missing(
                    "owners of java.util.concurrent locks",
                    "the dump was taken without -l; " + dump.unresolved() + " threads wait for such objects",
                    "jstack -l PID");
        }
    }
}
