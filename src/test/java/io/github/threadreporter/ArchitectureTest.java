package io.github.threadreporter;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The package is the stage: data flows one way, and stages meet only in the model. */
@AnalyzeClasses(packages = "io.github.threadreporter", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "io.github.threadreporter";

    @ArchTest
    static final ArchRule model_knows_only_java = stage("model");

    @ArchTest
    static final ArchRule internal_knows_only_java = stage("internal");

    @ArchTest
    static final ArchRule attach_knows_only_java = stage("attach");

    @ArchTest
    static final ArchRule collect_knows_the_model =
            onlyKnows("collect", new String[] {"java..", "com.sun.management..", "io.sentry.."}, "model", "internal");

    /** One class alone uses the JSON reader in the SDK. The application's own SDK is reached without linking to it. */
    @ArchTest
    static final ArchRule collect_knows_sentry_in_one_place = noClasses()
            .that()
            .resideInAPackage(ROOT + ".collect..")
            .and()
            .haveNameNotMatching(".*\\.DumpFileThreads(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.sentry..");

    @ArchTest
    static final ArchRule enrich_knows_the_model = stage("enrich", "model", "internal");

    @ArchTest
    static final ArchRule convert_knows_the_model_and_sentry = sentryStage("convert");

    @ArchTest
    static final ArchRule send_knows_the_model_and_sentry = sentryStage("send");

    @ArchTest
    static final ArchRule blackbox_knows_the_model =
            onlyKnows("blackbox", new String[] {"java..", "com.sun.management.."}, "model", "internal");

    @ArchTest
    static final ArchRule incident_knows_the_model = stage("incident", "model", "trigger");

    /** What the application's own code names of them ({@code Watch}) is in the root package, as is what a capture returns. */
    @ArchTest
    static final ArchRule conditions_know_the_model_and_what_the_jvm_tells = onlyKnows(
            "trigger.condition",
            new String[] {"java..", "javax.management..", "com.sun.management..", ROOT, ROOT + ".trigger"},
            "model",
            "internal");

    /** Beside the report that a capture gives back; what may be missing is known to one class or package each. */
    @ArchTest
    static final ArchRule trigger_knows_the_reports = onlyKnows(
            "trigger",
            new String[] {
                "java..",
                "javax.management..",
                "com.sun.management..",
                "com.sun.net.httpserver..",
                "com.cronutils..",
                "io.sentry..",
                "ch.qos.logback..",
                "org.slf4j..",
                ROOT,
                ROOT + ".send"
            },
            "model",
            "internal");

    @ArchTest
    static final ArchRule the_cron_parser_is_known_in_one_place = onlyIn("com.cronutils..", "trigger.CronTimes");

    @ArchTest
    static final ArchRule the_http_server_is_known_in_one_place =
            onlyIn("com.sun.net.httpserver..", "trigger.remote.HttpListener");

    @ArchTest
    static final ArchRule logback_is_known_in_one_package = onlyIn("ch.qos.logback..", "trigger.logback..*");

    @ArchTest
    static final ArchRule slf4j_is_known_in_one_package = onlyIn("org.slf4j..", "trigger.logback..*");

    @ArchTest
    static final ArchRule triggers_know_sentry_in_one_package = noClasses()
            .that()
            .resideInAPackage(ROOT + ".trigger..")
            .and()
            .resideOutsideOfPackage(ROOT + ".trigger.sentry..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.sentry..");

    /** The dumps of others come in beside the collectors; JSON is walked over by hand, since readers stop at damage. */
    @ArchTest
    static final ArchRule dumpfile_knows_the_model_and_the_json_reader =
            onlyKnows("dumpfile", new String[] {"java..", "io.sentry.vendor.gson.stream.."}, "model", "internal");

    @ArchTest
    static final ArchRule dumpfile_reads_what_jvms_write_without_a_json_reader = stage("dumpfile.jvm", "model");

    @ArchTest
    static final ArchRule dumpfile_reads_its_own_form_apart =
            onlyKnows("dumpfile.json", new String[] {"java..", "io.sentry.vendor.gson.stream.."}, "model");

    /** What services bring along is known where it is for, so that nothing else needs it. */
    @ArchTest
    static final ArchRule spring_is_known_in_one_package = knownOnlyIn("spring", "org.springframework..");

    @ArchTest
    static final ArchRule micrometer_is_known_in_one_package_and_by_spring = knownOnlyIn("metrics", "io.micrometer..");

    @ArchTest
    static final ArchRule servlets_are_known_in_one_package_and_by_spring = knownOnlyIn("servlet", "jakarta.servlet..");

    @ArchTest
    static final ArchRule nothing_lives_in_packages_of_sentry =
            noClasses().should().resideInAPackage("io.sentry..");

    /** @param place a class, or the beginning of a package, as a regular expression */
    private static ArchRule onlyIn(String outside, String place) {
        return noClasses()
                .that()
                .haveNameNotMatching(ROOT + "." + place + "(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(outside);
    }

    private static ArchRule knownOnlyIn(String name, String outside) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + "." + name + "..", ROOT + ".spring..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(outside);
    }

    /** Only {@code java.*} beside the named packages. */
    private static ArchRule stage(String name, String... others) {
        return onlyKnows(name, new String[] {"java.."}, others);
    }

    private static ArchRule sentryStage(String name) {
        return onlyKnows(name, new String[] {"java..", "io.sentry.."}, "model", "internal");
    }

    private static ArchRule onlyKnows(String name, String[] outside, String... others) {
        String[] allowed = new String[outside.length + others.length + 2];
        int at = 0;
        for (String pkg : outside) {
            allowed[at++] = pkg;
        }
        for (String other : others) {
            allowed[at++] = ROOT + "." + other + "..";
        }
        allowed[at++] = ROOT + "." + name + "..";
        allowed[at] = "org.jspecify.annotations..";
        return classes()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .onlyDependOnClassesThat(DescribedPredicate.<JavaClass>describe(
                                "primitive arrays", c -> c.getPackageName().isEmpty())
                        .or(JavaClass.Predicates.resideInAnyPackage(allowed)))
                .allowEmptyShould(true);
    }
}
