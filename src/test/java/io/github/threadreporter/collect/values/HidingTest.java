package io.github.threadreporter.collect.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.threadreporter.internal.jvmti.NativeBuild;
import io.github.threadreporter.model.Value;
import java.net.PasswordAuthentication;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What must not be seen is not there: neither where it was hidden nor on another way to the same object. */
class HidingTest {

    @BeforeAll
    static void library() {
        NativeBuild.assumeThere();
    }

    private static class Account {
        final Pin pin;
        final String owner = "Ann";

        Account(Pin pin) {
            this.pin = pin;
        }
    }

    private static final class SavingsAccount extends Account {
        SavingsAccount(Pin pin) {
            super(pin);
        }
    }

    private static final class Pin {
        final int digits = 4711;
    }

    private record Hides(Class<?> type, String field) implements Hiding {
        @Override
        public boolean hides(Class<?> candidate) {
            return field.isEmpty() && candidate == type;
        }

        @Override
        public boolean hides(Class<?> declaringClass, String name) {
            return declaringClass == type && field.equals(name);
        }
    }

    private static String read(Object object, Hiding hiding) {
        ValueReading reading = Read.reading(Read.LIMITS);
        ValueReading.Slot slot = reading.add(object);
        reading.read();
        return Read.text(reading.value(slot, hiding));
    }

    @Test
    void fieldThatIsHidden_isMasked_andItsObjectEverywhereElse() {
        Pin pin = new Pin();
        ValueReading reading = Read.reading(Read.LIMITS);
        ValueReading.Slot elsewhere = reading.add(List.of(pin));
        ValueReading.Slot account = reading.add(new SavingsAccount(pin));
        reading.read();
        Hiding hiding = new Hides(Account.class, "pin");

        String before = Read.text(reading.value(account, hiding));
        String other = Read.text(reading.value(elsewhere, hiding));

        assertThat(before).isEqualTo("SavingsAccount{pin=<masked: annotation>, owner=Ann}");
        assertThat(other).isEqualTo("List12[<masked: annotation>]");
    }

    @Test
    void typeThatIsHidden_isMaskedWithItsSubclasses() {
        assertThat(read(new SavingsAccount(new Pin()), new Hides(Account.class, "")))
                .isEqualTo("<masked: annotation>");
        assertThat(read(Map.of("a", new Account(new Pin())), new Hides(Pin.class, "")))
                .isEqualTo("Map1{a=Account{pin=<masked: annotation>, owner=Ann}}");
    }

    private enum Diagnosis {
        COLD
    }

    @Test
    void constantsOfTypeThatIsHidden_areMasked_asKeysToo() {
        Hiding hiding = new Hides(Diagnosis.class, "");

        assertThat(read(List.of(Diagnosis.COLD), Hiding.NOTHING)).isEqualTo("List12[COLD]");
        assertThat(read(List.of(Diagnosis.COLD), hiding)).isEqualTo("List12[<masked: annotation>]");
        assertThat(read(new EnumMap<>(Map.of(Diagnosis.COLD, 1)), hiding))
                .isEqualTo("EnumMap{" + Diagnosis.class.getName() + "=1}");
    }

    @Test
    void typesThatHoldSecrets_areMasked() throws Exception {
        SecretKey own = new SecretKey() {
            private static final long serialVersionUID = 1;

            @Override
            public String getAlgorithm() {
                return "";
            }

            @Override
            public String getFormat() {
                return "";
            }

            @Override
            public byte[] getEncoded() {
                return new byte[0];
            }
        };
        for (Object secret : List.of(
                own,
                new SecretKeySpec(new byte[] {1, 2, 3}, "AES"),
                KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate(),
                KeyStore.getInstance("PKCS12"),
                new PasswordAuthentication("ann", "hunter2".toCharArray()),
                new PBEKeySpec("hunter2".toCharArray()))) {
            assertThat(Read.value(secret)).isEqualTo(new Value.Masked("type"));
            assertThat(Read.text(List.of(secret))).isEqualTo("List12[<masked: type>]");
            assertThat(Read.text(Map.of(secret, 1))).doesNotContain("hunter2").contains("=1");
        }
    }

    @Test
    void classesThatWereRead_areTold_soThatTheirAnnotationsCanBeLookedAt() {
        ValueReading reading = Read.reading(Read.LIMITS);
        reading.add(new SavingsAccount(new Pin()));
        reading.read();

        assertThat(reading.classes()).containsExactlyInAnyOrder(SavingsAccount.class, Account.class, Pin.class);
    }
}
