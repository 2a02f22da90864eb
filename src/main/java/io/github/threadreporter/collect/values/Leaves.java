package io.github.threadreporter.collect.values;

import io.github.threadreporter.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Objects that are told best by one value. All of them are of exact classes of the JDK whose methods are known: they run
 * in a bounded time, take no lock and call nothing of the application.
 */
final class Leaves {

    /** Final classes whose {@code toString} makes text of their own fields. */
    private static final Set<String> TELLING = Set.of(
            "java.time.Instant",
            "java.time.Duration",
            "java.time.Period",
            "java.time.LocalDate",
            "java.time.LocalTime",
            "java.time.LocalDateTime",
            "java.time.OffsetDateTime",
            "java.time.OffsetTime",
            "java.time.ZonedDateTime",
            "java.time.ZoneOffset",
            "java.time.ZoneRegion",
            "java.time.Year",
            "java.time.YearMonth",
            "java.time.MonthDay",
            "java.io.File",
            "java.net.URI");

    /** Numbers with more bits take noticeable time to be written. */
    private static final int MOST_BITS = 4_096;

    private final int most;

    /** @param most longest text, in characters */
    Leaves(int most) {
        this.most = most;
    }

    /** The value, or null where the object is none of these. */
    @Nullable
    Value of(Object object) {
        if (object instanceof String text) {
            return text("java.lang.String", text);
        }
        if (object instanceof Enum<?> constant) {
            return text(Types.name(constant.getDeclaringClass()), constant.name());
        }
        if (object instanceof Class<?> type) {
            return text("java.lang.Class", Types.name(type));
        }
        if (object instanceof Thread thread) {
            return text(Types.name(thread.getClass()), thread.getName()); // final, and reads a field
        }
        Class<?> type = object.getClass();
        if (!Types.isOfTheJdk(type)) {
            return null;
        }
        Value number = number(object);
        return number != null ? number : telling(object, type);
    }

    private static @Nullable Value number(Object object) {
        if (object instanceof Boolean) {
            return new Value.Plain(object);
        }
        if (object instanceof Character c) {
            return new Value.Text("char", c.toString(), 0);
        }
        if (object instanceof Float number) {
            return Float.isFinite(number) ? new Value.Plain(number) : Value.of(number.doubleValue());
        }
        if (object instanceof Double number) {
            return Value.of(number.doubleValue());
        }
        if (object instanceof Integer || object instanceof Long || object instanceof Short || object instanceof Byte) {
            return Value.of(((Number) object).longValue());
        }
        if (object instanceof AtomicInteger || object instanceof AtomicLong || object instanceof LongAdder) {
            return Value.of(((Number) object).longValue());
        }
        if (object instanceof DoubleAdder) {
            return Value.of(((Number) object).doubleValue());
        }
        return object instanceof AtomicBoolean flag ? new Value.Plain(flag.get()) : null;
    }

    private @Nullable Value telling(Object object, Class<?> type) {
        if (object instanceof BigInteger number) {
            return number.bitLength() > MOST_BITS
                    ? new Value.Unread(type.getName(), "a number of " + number.bitLength() + " bits")
                    : text(type.getName(), number.toString());
        }
        if (object instanceof BigDecimal number) {
            return number.unscaledValue().bitLength() > MOST_BITS
                    ? new Value.Unread(
                            type.getName(),
                            "a number of " + number.unscaledValue().bitLength() + " bits")
                    : text(type.getName(), number.toString());
        }
        boolean tells = TELLING.contains(type.getName())
                || object instanceof UUID
                || object instanceof Locale
                || object instanceof Currency
                || object instanceof Path;
        if (tells) {
            return text(type.getName(), object.toString());
        }
        if (object instanceof Charset charset) {
            return text("java.nio.charset.Charset", charset.name());
        }
        return object instanceof Pattern pattern ? text(type.getName(), pattern.pattern()) : null;
    }

    Value.Text text(String type, String text) {
        return text.length() <= most
                ? new Value.Text(type, text, 0)
                : new Value.Text(type, text.substring(0, most), text.length() - most);
    }
}
