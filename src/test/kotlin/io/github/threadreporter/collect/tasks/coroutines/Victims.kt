package io.github.threadreporter.collect.tasks.coroutines

import java.util.concurrent.CountDownLatch
import java.util.concurrent.CyclicBarrier
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import kotlin.coroutines.Continuation
import kotlin.coroutines.resume
import kotlin.coroutines.suspendCoroutine
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineName
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.selects.select
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.Semaphore
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.sync.withPermit
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout

/** Coroutines that wait until this is closed. */
class Orders : AutoCloseable {

    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
    private val open = CompletableDeferred<String>()
    private val mutex = Mutex()
    private val semaphore = Semaphore(1)
    private val channel = Channel<String>(1)
    private val single: ExecutorService = Executors.newSingleThreadExecutor { task ->
        Thread(task, "victims-single").apply { isDaemon = true }
    }
    private val go = CountDownLatch(1)
    private var kept: Continuation<Unit>? = null

    /** What is used yet is kept. */
    private fun use(what: Any?) = check(what !== single)

    fun placeThree() {
        for (i in 1..3) {
            scope.launch(CoroutineName("order-$i")) {
                val total = place("id-$i", i * 10)
                use(total)
            }
        }
    }

    private suspend fun place(orderId: String, quantity: Int): Long {
        val note = "note of $orderId"
        val reserved = reserve(quantity + 1L)
        use(note + orderId)
        return reserved + quantity
    }

    private suspend fun reserve(amount: Long): Long {
        val weight = amount * 0.5
        val text = weight.toString()
        use(text)
        val answer = open.await()
        use(answer + weight)
        return amount
    }

    /** A parent that awaits its child, which waits in a scope and another context for two more. */
    fun family() {
        scope.launch(CoroutineName("parent")) {
            val child = async(CoroutineName("child")) { inOtherContext("deep") }
            use(child.await())
        }
    }

    private suspend fun inOtherContext(key: String): String = withContext(Dispatchers.IO) {
        val value = both(key)
        value + key
    }

    private suspend fun both(key: String): String = coroutineScope {
        val one = launch(CoroutineName("left")) { use(open.await() + key) }
        launch(CoroutineName("right")) { use(open.await() + one) }
        "both"
    }

    fun locks() {
        scope.launch(CoroutineName("locker")) {
            mutex.withLock("the owner") { use(open.await()) }
        }
        scope.launch(CoroutineName("permit")) {
            semaphore.withPermit { use(open.await()) }
        }
    }

    fun waitForLocks() {
        scope.launch(CoroutineName("wants-lock")) { mutex.withLock { use("had it") } }
        scope.launch(CoroutineName("wants-permit")) { semaphore.withPermit { use("had it") } }
    }

    /** Each has what the other wants, and says so. */
    fun lockByJob() {
        val other = Mutex()
        val bothLocked = CyclicBarrier(2)
        for ((name, first, second) in listOf(Triple("first", mutex, other), Triple("second", other, mutex))) {
            scope.launch(CoroutineName(name)) {
                first.withLock(coroutineContext[Job]) {
                    bothLocked.await() // blocks its thread, so that it is suspended nowhere but in the end
                    second.withLock(coroutineContext[Job]) { use("never") }
                }
            }
        }
    }

    fun channels() {
        scope.launch(CoroutineName("receiver")) {
            val empty = Channel<String>()
            for (each in empty) use(each)
        }
        scope.launch(CoroutineName("sender")) {
            channel.send("first")
            channel.send("second")
            use(channel)
        }
    }

    fun timed() {
        scope.launch(CoroutineName("sleeper")) {
            val since = "morning"
            delay(3_600_000)
            use(since)
        }
        scope.launch(CoroutineName("patient")) {
            withTimeout(3_600_000) { use(open.await()) }
        }
    }

    fun flows() {
        scope.launch(CoroutineName("collector")) {
            flow { emit("first") }.map { it.length }.collect { length -> use(open.await() + length) }
        }
    }

    @OptIn(ExperimentalCoroutinesApi::class)
    fun selecting() {
        scope.launch(CoroutineName("selector")) {
            val none = Channel<String>()
            select {
                open.onAwait { use(it) }
                none.onReceive { use(it) }
            }
        }
    }

    fun notStarted() {
        val job = scope.launch(CoroutineName("lazy"), start = CoroutineStart.LAZY) { use("never") }
        use(job.isActive)
    }

    /** One occupies the only thread, another cannot begin, a third cannot go on. */
    fun queued() {
        val dispatcher = single.asCoroutineDispatcher()
        val step = CompletableDeferred<Unit>()
        scope.launch(dispatcher + CoroutineName("resumed")) {
            val held = "what it kept"
            step.await()
            use(held)
        }
        val running = CountDownLatch(1)
        scope.launch(dispatcher + CoroutineName("occupant")) { occupy(running, "busy") }
        running.await()
        step.complete(Unit)
        scope.launch(dispatcher + CoroutineName("unstarted")) { use("queued") }
    }

    private fun occupy(running: CountDownLatch, what: String) {
        running.countDown()
        go.await()
        use(what)
    }

    /** The same on a view of the threads of Dispatchers.Default. */
    @OptIn(ExperimentalCoroutinesApi::class)
    fun queuedOnView() {
        val view = Dispatchers.Default.limitedParallelism(1, "view")
        val running = CountDownLatch(1)
        scope.launch(view + CoroutineName("view-occupant")) { occupy(running, "busy") }
        running.await()
        scope.launch(view + CoroutineName("view-queued")) { use("queued") }
    }

    /** On every thread of Dispatchers.Default, of which it returns the number. */
    fun occupyDefault(): Int {
        val cores = maxOf(2, Runtime.getRuntime().availableProcessors())
        val running = CountDownLatch(cores)
        repeat(cores) { scope.launch(CoroutineName("room")) { occupy(running, "busy") } }
        running.await()
        scope.launch(CoroutineName("no-room")) { use("queued") }
        return cores
    }

    /** Runs after it was suspended: its callers are not on the stack of the thread. */
    fun running(running: CountDownLatch) {
        scope.launch(CoroutineName("runner")) {
            val caller = "kept by the caller"
            resumedAndBusy(running)
            use(caller)
        }
    }

    private suspend fun resumedAndBusy(running: CountDownLatch) {
        delay(200)
        occupy(running, "busy after a delay")
    }

    /** Blocks the calling thread. */
    fun blocking() = runBlocking(CoroutineName("blocking")) {
        val inside = "of runBlocking"
        use(open.await() + inside)
    }

    fun uncancellable() {
        scope.launch(CoroutineName("uncancellable")) {
            val before = "suspended for good"
            suspendCoroutine<Unit> { kept = it }
            use(before)
        }
    }

    /** As many as wanted under one parent. */
    fun many(count: Int): Job = scope.launch(CoroutineName("many")) {
        repeat(count) { i -> launch { waitAlone(i) } }
    }

    private suspend fun waitAlone(i: Int) {
        val answer = open.await()
        use(answer + i)
    }

    /** Begins and ends coroutines of every kind until this is closed. */
    fun churn() {
        repeat(4) { worker ->
            scope.launch(CoroutineName("churn-$worker")) {
                var round = 0
                while (true) {
                    turmoil(round++)
                }
            }
        }
    }

    private suspend fun turmoil(round: Int) = coroutineScope {
        val items = Channel<Int>(round % 3)
        val lock = Mutex()
        repeat(8) { i -> launch { lock.withLock { items.send(i) } } }
        val sum = async(Dispatchers.IO) {
            var sum = 0
            repeat(8) { sum += items.receive() }
            sum
        }
        val late = launch { delay(10_000) }
        select { sum.onAwait { it } }
        late.cancel()
    }

    companion object {

        /** In a static field, at which nothing looks. */
        private val kept = ArrayList<CompletableDeferred<String>>()

        /** Wait for ever, and nobody but the heap knows of them. */
        @OptIn(DelicateCoroutinesApi::class)
        fun global(count: Int) {
            for (number in 1..count) {
                GlobalScope.launch(CoroutineName("global-$number")) {
                    val unique = "only in the heap $number"
                    awaitNobody()
                    check(unique.isNotEmpty())
                }
            }
        }

        private suspend fun awaitNobody() {
            val never = CompletableDeferred<String>()
            synchronized(kept) { kept += never }
            check(never.await().isNotEmpty())
        }
    }

    override fun close() {
        go.countDown()
        kept?.resume(Unit)
        open.complete("done")
        scope.cancel()
        single.shutdown()
    }
}
