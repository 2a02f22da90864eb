package io.github.threadreporter.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackElementsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.base/java.lang.VirtualThread.park(VirtualThread.java:582)",
                "com.acme.orders.Stock.reserve(Stock.java:88)",
                "com.acme.Stock.<init>(Stock.java:3)",
                "com.acme.Stock.reserve(Native Method)",
                "com.acme.Stock.reserve(Unknown Source)",
                "com.acme.Stock.reserve(Stock.java)",
                "com.acme.Stock$Shelf.lambda$take$0(Stock.java:12)"
            })
    void element_asTheJdkPrintsIt_isReadBack(String text) {
        assertThat(StackElements.parse(text)).hasToString(text);
    }

    @Test
    void everyElement_ofThisThread_isReadBack() {
        for (StackTraceElement element : Thread.currentThread().getStackTrace()) {
            StackTraceElement parsed = StackElements.parse(element.toString());
            assertThat(parsed).as(element.toString()).isNotNull();
            assertThat(parsed.getClassName()).isEqualTo(element.getClassName());
            assertThat(parsed.getMethodName()).isEqualTo(element.getMethodName());
            assertThat(parsed.getLineNumber()).isEqualTo(element.getLineNumber());
            assertThat(parsed.getModuleName()).isEqualTo(element.getModuleName());
        }
    }

    @Test
    void element_withLoaderAndVersion_keepsTheModule() {
        StackTraceElement element = StackElements.parse("app/com.acme@1.2/com.acme.Main.main(Main.java:7)");
        assertThat(element.getModuleName()).isEqualTo("com.acme");
        assertThat(element.getModuleVersion()).isEqualTo("1.2");
        assertThat(StackElements.parse("app//com.acme.Main.main(Main.java:7)").getModuleName())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "- locked <0x1>", "com.acme.Stock", "(Stock.java:1)", "a.b(c:99999999999)", "a.b(:"})
    void text_ofAnotherForm_isNoElementOrHasNoLine(String text) {
        StackTraceElement element = StackElements.parse(text);
        assertThat(element == null || element.getLineNumber() == -1).isTrue();
    }
}
