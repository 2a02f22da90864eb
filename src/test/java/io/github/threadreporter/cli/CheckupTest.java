package io.github.threadreporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckupTest {

    @Test
    void jdk17_hasNoVirtualThreads_andAllElse() {
        List<Finding> findings = Checkup.of(jvm("17"), true);

        assertThat(findings).extracting(Finding::what).noneMatch(what -> what.contains("virtual"));
        assertThat(lacking(findings)).containsExactly("primitive variables of platform threads");
    }

    @Test
    void jdk21_showsVirtualThreadsWithoutLocks() {
        assertThat(Checkup.of(jvm("21"), true)).anySatisfy(finding -> {
            assertThat(finding.what()).isEqualTo("virtual threads");
            assertThat(finding.there()).isTrue();
            assertThat(finding.why()).contains("without locks", "not tested");
        });
    }

    @Test
    void jdk25_showsVirtualThreadsWithLocks() {
        assertThat(Checkup.of(jvm("25"), true))
                .anyMatch(
                        finding -> finding.there() && finding.what().equals("virtual threads with locks and carriers"));
    }

    @Test
    void jdk25_thatTracksNoThreads_isToldTheFlag() {
        assertThat(Checkup.of(jvm("25", "-Djdk.trackAllThreads=false"), true))
                .anyMatch(finding -> !finding.there() && finding.remedy().equals("-Djdk.trackAllThreads=true"));
    }

    @Test
    void warningOfNewerJdks_isAnnounced_andSilencedByTheFlag() {
        assertThat(Checkup.of(jvm("25"), true).get(0).why()).contains("-XX:+EnableDynamicAgentLoading");
        assertThat(Checkup.of(jvm("25", "-XX:+EnableDynamicAgentLoading"), true)
                        .get(0)
                        .why())
                .isEqualTo("nothing stands in the way");
        assertThat(Checkup.of(jvm("17"), true).get(0).why()).isEqualTo("nothing stands in the way");
    }

    @Test
    void agents_thatAreForbidden_costVariablesVirtualThreadsAndContext() {
        List<Finding> findings = Checkup.of(jvm("25", "-XX:-EnableDynamicAgentLoading"), true);

        assertThat(lacking(findings))
                .contains(
                        "loading our agent",
                        "virtual threads",
                        "local variables",
                        "each thread's MDC and Sentry scope");
        assertThat(findings.get(0).remedy()).contains("-javaagent:thread-reporter.jar", "--no-agent");
    }

    @Test
    void lastFlag_ofItsKind_decides() {
        assertThat(Checkup.of(jvm("17", "-XX:-EnableDynamicAgentLoading", "-XX:+EnableDynamicAgentLoading"), true)
                        .get(0)
                        .there())
                .isTrue();
    }

    @Test
    void primitives_areThere_withTheAgentPath() {
        assertThat(Checkup.of(jvm("17", "-agentpath:/opt/libthreadreporter.so"), true))
                .anyMatch(finding -> finding.there() && finding.what().equals("primitive variables"));
    }

    @Test
    void machine_withoutOurLibrary_hasNoVariables() {
        TargetProperties jvm = jvm("17");
        jvm.system().setProperty("os.arch", "riscv64");

        assertThat(lacking(Checkup.of(jvm, true))).containsExactly("the native library", "local variables");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "21", "25"})
    void whatIsLacking_saysWhy(String feature) {
        assertThat(Checkup.of(jvm(feature, "-XX:-EnableDynamicAgentLoading"), false))
                .allSatisfy(finding -> assertThat(finding.why()).isNotBlank());
    }

    @Test
    void version_thatIsNoNumber_isZero() {
        assertThat(jvm("1.8").feature()).isZero();
        assertThat(new TargetProperties(new Properties(), List.of()).feature()).isZero();
    }

    private static List<String> lacking(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> !finding.there())
                .map(Finding::what)
                .toList();
    }

    private static TargetProperties jvm(String feature, String... arguments) {
        Properties system = new Properties();
        system.setProperty("java.specification.version", feature);
        system.setProperty("os.name", "Linux");
        system.setProperty("os.arch", "amd64");
        return new TargetProperties(system, List.of(arguments));
    }
}
