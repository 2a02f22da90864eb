package io.github.threadreporter.trigger;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** The times of a cron expression. The one class that knows the parser, which may be missing. */
final class CronTimes {

    private static final int LONGEST = 200;

    private final ExecutionTime times;
    private final ZoneId zone;

    private CronTimes(ExecutionTime times, ZoneId zone) {
        this.times = times;
        this.zone = zone;
    }

    static CronTimes parse(String expression, ZoneId zone) {
        if (expression.length() > LONGEST) {
            throw new IllegalArgumentException("threadreporter.schedule: a cron expression of " + expression.length()
                    + " characters is longer than " + LONGEST);
        }
        CronTimes parsed;
        try {
            Cron cron = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX)).parse(expression);
            parsed = new CronTimes(ExecutionTime.forCron(cron.validate()), zone);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "threadreporter.schedule: '" + expression + "' is no cron expression of five fields: "
                            + e.getMessage(),
                    e);
        }
        if (parsed.next(Instant.now()).isEmpty()) {
            throw new IllegalArgumentException("threadreporter.schedule: '" + expression + "' is never due");
        }
        return parsed;
    }

    /** The first time after that one; empty where there is none. */
    Optional<Instant> next(Instant after) {
        return times.nextExecution(ZonedDateTime.ofInstant(after, zone)).map(ZonedDateTime::toInstant);
    }
}
