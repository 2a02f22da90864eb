package io.github.threadreporter.collect.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.jvmti.NativeBuild;
import io.github.threadreporter.model.CaptureLimits;
import io.github.threadreporter.model.Cut;
import io.github.threadreporter.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Limits cut what is deepest, say so, and let an object that is shared be described once. */
class ValueLimitsTest {

    @BeforeAll
    static void library() {
        NativeBuild.assumeThere();
    }

    private static final class Order {
        final Customer customer;
        final int quantity;

        Order(Customer customer, int quantity) {
            this.customer = customer;
            this.quantity = quantity;
        }
    }

    private static final class Customer {
        final String name;

        Customer(String name) {
            this.name = name;
        }
    }

    private static CaptureLimits.Builder limits() {
        return CaptureLimits.builder().variableMillis(60_000);
    }

    @Test
    void text_overItsLimit_tellsHowMuchThereWas() {
        CaptureLimits limits = limits().variableText(16).build();

        assertThat(Read.value("x".repeat(100), limits))
                .isEqualTo(new Value.Text("java.lang.String", "x".repeat(16), 84));
        assertThat(Read.value(new StringBuilder("y".repeat(100)), limits))
                .isEqualTo(new Value.Text("java.lang.StringBuilder", "y".repeat(16), 84));
    }

    @Test
    void items_overTheirLimit_areCounted() {
        Value.Structure read = Read.structure(Read.value(
                new ArrayList<>(List.of(1, 2, 3)), limits().variableItems(2).build()));

        assertThat(read.members()).hasSize(2);
        assertThat(read.cut()).isEqualTo(1);
    }

    @Test
    void fields_overTheirLimit_areCounted() {
        Order order = new Order(new Customer("c"), 3);
        Value.Structure read =
                Read.structure(Read.value(order, limits().variableFields(1).build()));

        assertThat(read.members()).extracting(Value.Member::name).containsExactly("customer");
        assertThat(read.cut()).isEqualTo(1);
    }

    @Test
    void depth_isThatOfTheShortestWayToAnObject() {
        Customer shared = new Customer("shared");
        ValueReading reading = Read.reading(limits().variableDepth(2).build());
        ValueReading.Slot far = reading.add(new Object[] {new Object[] {shared}});
        ValueReading.Slot near = reading.add(new Order(shared, 1));

        reading.read();

        assertThat(Read.text(reading.value(near, Hiding.NOTHING)))
                .isEqualTo("Order{customer=Customer{name=shared}, quantity=1}");
        assertThat(Read.text(reading.value(far, Hiding.NOTHING))).isEqualTo("Object[][Object[][-> Customer]]");
    }

    @Test
    void objectOfSeveralVariables_isOneValue() {
        Customer shared = new Customer("shared");
        ValueReading reading = Read.reading(limits().build());
        ValueReading.Slot one = reading.add(new Order(shared, 1));
        ValueReading.Slot other = reading.add(new Order(shared, 2));
        reading.read();

        Value first = Read.member(reading.value(one, Hiding.NOTHING), "customer");
        Value second = Read.member(reading.value(other, Hiding.NOTHING), "customer");

        assertThat(first).isSameAs(second);
    }

    @Test
    void bytesOfACapture_whenUsedUp_leaveOutWhatIsDeepest_andAreTold() {
        CaptureLimits limits =
                limits().variableTotalBytes(65_536).variableText(65_536).build();
        ValueReading reading = Read.reading(limits);
        ValueReading.Slot order = reading.add(new Order(new Customer("c"), 1));
        ValueReading.Slot text = reading.add("x".repeat(65_536));
        reading.read();

        assertThat(Read.text(reading.value(text, Hiding.NOTHING))).hasSize(65_536);
        assertThat(Read.text(reading.value(order, Hiding.NOTHING)))
                .isEqualTo("Order{customer=<no room: variableTotalBytes=65536>, quantity=1}");
        assertThat(reading.cuts()).containsExactly(new Cut("objects in variables", 1, "variableTotalBytes=65536"));
    }

    @Test
    void time_whenUsedUp_leavesOutTheRest_andIsTold() {
        AtomicLong clock = new AtomicLong();
        ValueReading reading = new ValueReading(
                CaptureLimits.builder().variableMillis(5).build(),
                Read.fields(),
                type -> true,
                List.of(),
                () -> clock.getAndAdd(TimeUnit.MILLISECONDS.toNanos(1)));
        List<ValueReading.Slot> slots = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            slots.add(reading.add(new Customer("customer " + i)));
        }
        reading.read();

        assertThat(Read.text(reading.value(slots.get(0), Hiding.NOTHING))).isEqualTo("Customer{name=customer 0}");
        assertThat(Read.text(reading.value(slots.get(19), Hiding.NOTHING))).isEqualTo("<no room: variableMillis=5>");
        assertThat(reading.cuts()).extracting(Cut::limit).containsExactly("variableMillis=5");
    }

    @Test
    void receiver_ofForeignClass_isClassAndIdentityOnly_unlessAVariableHoldsItToo() {
        Customer receiver = new Customer("c");
        Customer both = new Customer("both");
        ValueReading reading =
                new ValueReading(limits().build(), Read.fields(), type -> false, List.of(), System::nanoTime);
        ValueReading.Slot closed = reading.addReceiver(receiver);
        reading.addReceiver(both);
        ValueReading.Slot open = reading.add(both);
        reading.read();

        assertThat(Read.text(reading.value(closed, Hiding.NOTHING))).isEqualTo("Customer{}");
        assertThat(Read.structure(reading.value(closed, Hiding.NOTHING)).label())
                .isEqualTo(Customer.class.getName() + "@" + Integer.toHexString(System.identityHashCode(receiver)));
        assertThat(Read.text(reading.value(open, Hiding.NOTHING))).isEqualTo("Customer{name=both}");
    }
}
