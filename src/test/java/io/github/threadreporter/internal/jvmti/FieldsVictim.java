package io.github.threadreporter.internal.jvmti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.threadreporter.internal.FieldAccess;
import io.github.threadreporter.internal.FieldAccess.FieldInfo;
import java.lang.ref.WeakReference;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Fields of every kind, in a JVM that has opened nothing. */
final class FieldsVictim {

    @SuppressWarnings("unused")
    private static class Base {
        private final String name = "of the base";
        private transient volatile int number = 1;
    }

    @SuppressWarnings("unused")
    private static final class Every extends Base {
        private static final String CONSTANT = "not of an instance";

        private final boolean z = true;
        private final byte b = -7;
        private final char c = 'ä';
        private final short s = -300;
        private final int i = 1 << 30;
        private final long j = Long.MIN_VALUE + 5;
        private final float f = 1.5f;
        private final double d = -2.25e300;
        private final String name = "hides that of the base";
        private final int[] array = {1};
        private final Object nothing = null;
    }

    record Point(int x, String label) {}

    interface Empty {}

    /** Not yet linked when it is looked at. */
    private static final class Untouched {
        static {
            System.out.println("initialised");
        }

        @SuppressWarnings("unused")
        private int field;
    }

    private static final FieldAccess FIELDS = Victims.jvmti().fields();

    private FieldsVictim() {}

    public static void main(String[] arguments) {
        everyType();
        kinds();
        jdk();
        refusals();
        assertThat(FIELDS.declaredFields(Untouched.class)).hasSizeLessThanOrEqualTo(1);
    }

    private static void everyType() {
        Every every = new Every();

        assertThat(values(every, Every.class))
                .containsExactly(
                        Map.entry("z:Z", true),
                        Map.entry("b:B", (byte) -7),
                        Map.entry("c:C", 'ä'),
                        Map.entry("s:S", (short) -300),
                        Map.entry("i:I", 1 << 30),
                        Map.entry("j:J", Long.MIN_VALUE + 5),
                        Map.entry("f:F", 1.5f),
                        Map.entry("d:D", -2.25e300),
                        Map.entry("name:Ljava/lang/String;", "hides that of the base"),
                        Map.entry("array:[I", every.array),
                        Map.entry("nothing:Ljava/lang/Object;", "null"));
        assertThat(values(every, Base.class))
                .containsExactly(Map.entry("name:Ljava/lang/String;", "of the base"), Map.entry("number:I", 1));
        assertThat(FIELDS.declaredFields(Base.class))
                .extracting(FieldInfo::modifiers)
                .containsExactly(
                        Modifier.PRIVATE | Modifier.FINAL, Modifier.PRIVATE | Modifier.TRANSIENT | Modifier.VOLATILE);
    }

    private static void kinds() {
        Object captured = new Object();
        int number = captured.hashCode();
        Supplier<String> lambda = () -> captured + "/" + number;
        assertThat(lambda.getClass().isHidden()).isTrue();
        assertThat(values(lambda, lambda.getClass()).values()).containsExactly(captured, number);
        assertThat(values(new Point(3, "p"), Point.class))
                .containsExactly(Map.entry("x:I", 3), Map.entry("label:Ljava/lang/String;", "p"));
        assertThat(FIELDS.declaredFields(Empty.class)).isEmpty();
        assertThat(FIELDS.declaredFields(int.class)).isEmpty();
        assertThat(FIELDS.declaredFields(int[].class)).isEmpty();
    }

    private static void jdk() {
        assertThat(values("text", String.class)).containsKey("value:[B");
        Map<String, Integer> map = new HashMap<>(Map.of("key", 1));
        assertThat(values(map, HashMap.class))
                .containsEntry("size:I", 1)
                .containsKey("table:[Ljava/util/HashMap$Node;");
        Object held = new Object();
        WeakReference<Object> reference = new WeakReference<>(held);
        assertThat(values(reference, reference.getClass().getSuperclass()))
                .containsEntry("referent:Ljava/lang/Object;", held);
    }

    private static void refusals() {
        FieldInfo field = FIELDS.declaredFields(Point.class).get(0);
        assertThatThrownBy(() -> FIELDS.get("no point", field)).isInstanceOf(IllegalArgumentException.class);
        FieldInfo foreign = new FieldInfo(Point.class, "x", "I", 0, "no id");
        assertThatThrownBy(() -> FIELDS.get(new Point(1, ""), foreign)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, Object> values(Object target, Class<?> type) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (FieldInfo field : FIELDS.declaredFields(type)) {
            assertThat(field.declaringClass()).isEqualTo(type);
            Object value = FIELDS.get(target, field);
            values.put(field.name() + ":" + field.descriptor(), value == null ? "null" : value);
        }
        return values;
    }
}
