package io.github.threadreporter.config;

import io.github.threadreporter.config.Option.Flag;
import io.github.threadreporter.config.Option.Text;
import io.github.threadreporter.config.Option.Time;
import io.github.threadreporter.config.Option.Whole;
import io.github.threadreporter.config.Option.Words;
import java.time.Duration;
import java.util.List;

/** All options but limits: the one table of them. */
public final class Options {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    public static final Words IN_APP = new Words(
            "in-app",
            "packages",
            "Packages of the application, each with all below it. Without any: a guess from the main class.");
    public static final Words NOT_IN_APP =
            new Words("not-in-app", "packages", "Packages below those that are not the application after all.");
    public static final Words SOURCES = new Words(
            "sources",
            "folders and archives",
            "Where source code is, beside the places where it is found without help.");
    public static final Text VARIABLES = new Text(
            "variables",
            "`in-app`, `all` or `off`",
            "Which frames show local variables; without it those of the application.");
    public static final Flag EXCEPTIONS = new Flag(
            "exceptions", false, "Whether exceptions that the application sends by itself show variables too.");
    public static final Flag TASKS =
            new Flag("tasks", true, "Whether work without a thread of its own, and who waits for it, is looked for.");
    public static final Flag HEAP_WALK = new Flag(
            "heap-walk",
            false,
            "Whether tasks are also looked for in the whole heap, which [pauses the application](performance.md) longer the"
                    + " more there is.");
    public static final Flag NATIVE = new Flag(
            "native",
            true,
            "Whether the native library is loaded. Without it no variables are shown, and few tasks and waits are"
                    + " found.");
    public static final Text NATIVE_DIR = new Text(
            "native.dir",
            "a folder",
            "Where the native library is put while it is loaded, if the folder for temporary files forbids it. System"
                    + " property or environment variable only.");

    public static final Flag REDACTION_ENABLED =
            new Flag("redaction.enabled", true, "Whether secrets are masked before anything leaves the process.");
    public static final Words REDACTION_NAMES = new Words("redaction.names", "names", "Further secret names.");
    public static final Words REDACTION_ANNOTATIONS = new Words(
            "redaction.annotations",
            "simple names",
            "Annotations that hide a field, parameter or type, beside `Confidential`.");
    public static final Words REDACTION_ALLOW_NAMES =
            new Words("redaction.allow-names", "names", "Names that are not secret although a word of theirs is.");
    public static final Words REDACTION_ALLOW_ONLY_KEYS = new Words(
            "redaction.allow-only-keys",
            "keys",
            "Allow-list: of MDC, tags, user and scoped values only these keys keep their values.");

    public static final Text DSN = new Text(
            "dsn",
            "`https://KEY@HOST/PROJECT`",
            "Agent only: the Sentry project, before that of the application and `SENTRY_DSN`.");
    public static final Flag EACH = new Flag(
            "each", false, "Whether a scheduled capture is one event a thread instead of one with all of them.");

    public static final Text SCHEDULE = new Text(
            "schedule",
            "a time from 1s, or a cron expression of five fields",
            "When to capture [again and again](schedule.md): `5m`, or `0 */2 * * *`.");
    public static final Time SCHEDULE_JITTER = new Time(
            "schedule.jitter",
            Duration.ZERO,
            Duration.ZERO,
            HOUR,
            "Up to so much later, by chance, so that many instances do not capture at once.");
    public static final Whole SCHEDULE_SAMPLE =
            new Whole("schedule.sample", 100, 1, 100, "How many of the scheduled captures are taken, in percent.");
    public static final Words SCHEDULE_QUIET = new Words(
            "schedule.quiet", "`22:00-06:00`", "When no scheduled capture is taken, in the time zone of the JVM.");
    public static final Text SCHEDULE_MONITOR = new Text(
            "schedule.monitor",
            "a slug",
            "Name of a Sentry Crons monitor that each scheduled capture checks in to; Sentry then tells when captures fail to"
                    + " come. The first check-in creates it.");

    public static final Words TRIGGERS = new Words(
            "triggers",
            "`all`, or names",
            "What captures by itself: `deadlock`, `stuck-thread`, `slow-request`, `watch`, `pool-exhaustion`, `cpu`,"
                    + " `thread-count`, `memory`, `out-of-memory`, `slow-shutdown`. See [triggers](triggers.md).");
    public static final Time DEADLOCK_INTERVAL = new Time(
            "deadlock.interval",
            Duration.ofSeconds(10),
            SECOND,
            HOUR,
            "Shortest time between two looks for deadlocks; longer where a look is expensive.");
    public static final Time STUCK_THREAD_AFTER = new Time(
            "stuck-thread.after",
            Duration.ofSeconds(30),
            SECOND,
            DAY,
            "How long a thread stands at the same place of the application before it counts as stuck.");
    public static final Time SLOW_REQUEST_AFTER = new Time(
            "slow-request.after", Duration.ofSeconds(10), SECOND, DAY, "How long a request takes before it is slow.");
    public static final Time POOL_EXHAUSTION_AFTER = new Time(
            "pool-exhaustion.after",
            Duration.ofSeconds(5),
            SECOND,
            DAY,
            "How long a pool has nothing left while somebody waits, before it counts as exhausted.");
    public static final Whole CPU_PROCESS = new Whole(
            "cpu.process",
            90,
            1,
            100,
            "Processor time of the process, in percent of all processors, that is too much.");
    public static final Whole CPU_THREAD = new Whole(
            "cpu.thread", 95, 1, 100, "Processor time of one thread, in percent of one processor, that is too much.");
    public static final Time CPU_FOR = new Time("cpu.for", MINUTE, SECOND, DAY, "How long that has to last.");
    public static final Whole THREAD_COUNT_LIMIT =
            new Whole("thread-count.limit", 5_000, 1, 1_000_000, "How many platform threads are too many.");
    public static final Whole THREAD_COUNT_GROWTH = new Whole(
            "thread-count.growth", 500, 1, 1_000_000, "How many more than at the beginning of that time are too many.");
    public static final Time THREAD_COUNT_WITHIN = new Time(
            "thread-count.within", Duration.ofMinutes(10), MINUTE, DAY, "The time that growth is measured over.");
    public static final Whole MEMORY_GC =
            new Whole("memory.gc", 50, 1, 100, "Time in pauses for garbage collection, in percent, that is too much.");
    public static final Whole MEMORY_USED = new Whole(
            "memory.used",
            95,
            1,
            100,
            "Memory used after a garbage collection, in percent of the most, that is too much.");
    public static final Time MEMORY_FOR =
            new Time("memory.for", MINUTE, SECOND, DAY, "How long one of both has to last.");
    public static final Time SLOW_SHUTDOWN_AFTER = new Time(
            "slow-shutdown.after",
            Duration.ofSeconds(20),
            SECOND,
            DAY,
            "How long the JVM takes to end before what keeps it is captured.");

    public static final Time INCIDENT_UPDATE = new Time(
            "incident.update",
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            DAY,
            "How long after the first event of an incident the second comes, if it lasts; then twice as long, and so on.");
    public static final Time INCIDENT_SETTLE = new Time(
            "incident.settle",
            Duration.ofSeconds(30),
            SECOND,
            DAY,
            "How long nothing is to be seen of an incident before it is over; longer for one that keeps coming back.");
    public static final Whole QUOTA_DAY = new Whole(
            "quota.day",
            100,
            2,
            1_000_000,
            "Most events of triggers in 24 hours; further ones are counted. An incident takes two, for its beginning and its end. Those of a schedule and by hand are always made.");
    public static final Whole QUOTA_HOUR =
            new Whole("quota.hour", 30, 2, 100_000, "Most of them in one hour, of all triggers together.");
    public static final Whole QUOTA_KIND_HOUR =
            new Whole("quota.kind-hour", 12, 2, 100_000, "Most of them in one hour, of one trigger.");
    public static final Time BUDGET_WINDOW = new Time(
            "budget.window", Duration.ofMinutes(10), MINUTE, DAY, "The time that what captures cost is added up over.");
    public static final Whole BUDGET_PERCENT = new Whole(
            "budget.percent",
            1,
            1,
            100,
            "Most that captures may cost: pauses and processor time, in percent of that time. Above half of it looks become"
                    + " rarer, above all of it nothing is captured by itself.");
    public static final Whole BUDGET_MEGABYTES = new Whole(
            "budget.megabytes",
            50,
            1,
            100_000,
            "Most megabytes that captures may send in that time: events before compression, attachments packed.");

    public static final Flag BLACK_BOX = new Flag(
            "black-box",
            true,
            "Whether cheap looks are taken while triggers are on, so that an event tells [what went before](black-box.md)."
                    + " Some triggers see nothing without.");
    public static final Time BLACK_BOX_INTERVAL = new Time(
            "black-box.interval",
            SECOND,
            SECOND,
            HOUR,
            "Shortest time between two of them; longer where they are expensive.");
    public static final Whole BLACK_BOX_KILOBYTES =
            new Whole("black-box.kilobytes", 256, 64, 65_536, "Memory that they may take.");

    public static final Flag JMX = new Flag("jmx", false, "Whether there is an [MBean](remote.md).");
    public static final Whole HTTP_PORT =
            new Whole("http.port", -1, -1, 65_535, "Port of the [HTTP endpoint](remote.md): -1 for none, 0 for any.");
    public static final Text HTTP_ADDRESS =
            new Text("http.address", "an address", "Where it listens; without it on the loopback address only.");
    public static final Words HTTP_HOSTS = new Words(
            "http.hosts",
            "host names",
            "Names beside `localhost` and that address by which it may be asked; other `Host` headers are refused.");
    public static final Text HTTP_TOKEN =
            new Text("http.token", "16 characters or more", "The secret that whoever asks must know.");
    public static final Text SIGNAL =
            new Text("signal", "such as `USR1`", "The signal on which a capture is taken; without it on none.");
    public static final Text FILE = new Text(
            "file", "a path", "A file on whose appearance a capture is taken; it is removed then. Without it none.");

    /** In the order of the documentation. */
    public static final List<Section> SECTIONS = List.of(
            new Section(
                    "What is captured",
                    List.of(IN_APP, NOT_IN_APP, SOURCES, VARIABLES, EXCEPTIONS, TASKS, HEAP_WALK, NATIVE, NATIVE_DIR)),
            new Section(
                    "Redaction",
                    List.of(
                            REDACTION_ENABLED,
                            REDACTION_NAMES,
                            REDACTION_ANNOTATIONS,
                            REDACTION_ALLOW_NAMES,
                            REDACTION_ALLOW_ONLY_KEYS)),
            new Section(
                    "Schedule",
                    List.of(SCHEDULE, SCHEDULE_JITTER, SCHEDULE_SAMPLE, SCHEDULE_QUIET, SCHEDULE_MONITOR, EACH)),
            new Section(
                    "Triggers",
                    List.of(
                            TRIGGERS,
                            DEADLOCK_INTERVAL,
                            STUCK_THREAD_AFTER,
                            SLOW_REQUEST_AFTER,
                            POOL_EXHAUSTION_AFTER,
                            CPU_PROCESS,
                            CPU_THREAD,
                            CPU_FOR,
                            THREAD_COUNT_LIMIT,
                            THREAD_COUNT_GROWTH,
                            THREAD_COUNT_WITHIN,
                            MEMORY_GC,
                            MEMORY_USED,
                            MEMORY_FOR,
                            SLOW_SHUTDOWN_AFTER)),
            new Section("By hand", List.of(JMX, HTTP_PORT, HTTP_ADDRESS, HTTP_HOSTS, HTTP_TOKEN, SIGNAL, FILE)),
            new Section(
                    "Incidents and what they may cost",
                    List.of(
                            INCIDENT_UPDATE,
                            INCIDENT_SETTLE,
                            QUOTA_DAY,
                            QUOTA_HOUR,
                            QUOTA_KIND_HOUR,
                            BUDGET_WINDOW,
                            BUDGET_PERCENT,
                            BUDGET_MEGABYTES,
                            BLACK_BOX,
                            BLACK_BOX_INTERVAL,
                            BLACK_BOX_KILOBYTES)),
            new Section("Agent", List.of(DSN)));

    private Options() {}

    /** Options that belong together. */
    public record Section(String title, List<Option> options) {}
}
