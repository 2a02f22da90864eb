package io.github.threadreporter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads what a container engine would read, since none may be at hand where the tests run. */
class DockerComposeTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern PINNED = Pattern.compile("[a-z0-9/-]+:\\d+(\\.\\d+){0,2}([._-][a-z0-9._-]*)?");

    private static Map<String, Map<String, Object>> services;
    private static List<String> dockerfile;

    @BeforeAll
    static void read() throws IOException {
        Map<String, Map<String, Map<String, Object>>> compose = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(ROOT.resolve("docker-compose.yml")));
        services = compose.get("services");
        dockerfile = Files.readAllLines(Path.of("Dockerfile"));
    }

    @Test
    void services_areTheSampleAndAServerToBrowse() {
        assertThat(services).containsOnlyKeys("provision", "bugsink", "sample");
    }

    @Test
    void images_arePinned() {
        assertThat(services.get("bugsink").get("image")).asString().matches(PINNED);
        assertThat(services.get("provision").get("image"))
                .isEqualTo(services.get("bugsink").get("image"));
        assertThat(instructions("FROM")).hasSize(2).allSatisfy(from -> assertThat(from.split(" ")[0])
                .matches(PINNED));
    }

    @Test
    void image_compilesTheNativeLibrary() {
        assertThat(instructions("RUN").get(0)).contains("gcc", "libc6-dev", "make");
        assertThat(dockerfile).contains("COPY src/main src/main");
    }

    /** Newest of the second version: its threads show since after 2.5.0, and the script is written for its commands. */
    @Test
    void bugsink_isOfTheSecondVersion() {
        assertThat(services.get("bugsink").get("image")).isEqualTo("bugsink/bugsink:2");
    }

    @Test
    void ports_areOpenOnThisMachineOnly() {
        assertThat(ports("bugsink")).containsExactly("127.0.0.1:8000:8000");
        assertThat(ports("sample")).containsExactly("127.0.0.1:8080:8080");
        assertThat(services.get("provision")).doesNotContainKey("ports");
    }

    @Test
    void bugsink_startsWithoutQuestionsAndKeepsToItself() {
        Map<String, String> environment = environment("bugsink");

        assertThat(environment.get("SECRET_KEY"))
                .hasSizeGreaterThanOrEqualTo(50)
                .doesNotStartWith("django-insecure-");
        assertThat(environment.get("SECRET_KEY").chars().distinct().count()).isGreaterThanOrEqualTo(5);
        assertThat(environment.get("CREATE_SUPERUSER")).matches("[^:@]+@[^:@]+\\.[a-z]+:.+");
        assertThat(environment)
                .containsEntry("PHONEHOME", "false")
                .containsEntry("BEHIND_HTTPS_PROXY", "false")
                .containsEntry("PORT", "8000")
                .containsEntry("BASE_URL", "http://localhost:8000");
        assertThat(environment.keySet())
                .contains(
                        "MAX_EVENTS_PER_PROJECT_PER_5_MINUTES",
                        "MAX_EVENTS_PER_PROJECT_PER_HOUR",
                        "MAX_EVENTS_PER_5_MINUTES",
                        "MAX_EVENTS_PER_HOUR");
        assertThat(environment("provision")).isEqualTo(environment);
    }

    @Test
    void dsn_isThatOfTheProvisionedProject() throws IOException {
        URI dsn = URI.create(environment("sample").get("SENTRY_DSN"));
        String script = Files.readString(Path.of("bugsink", "project.py"));

        assertThat(dsn.getUserInfo())
                .matches("[0-9a-f]{32}")
                .isEqualTo(environment("bugsink").get("SAMPLE_KEY"));
        assertThat(dsn.getHost()).isEqualTo("bugsink");
        assertThat(dsn.getPort()).isEqualTo(8000);
        assertThat(script).contains("id=" + dsn.getPath().substring(1) + ",", "SAMPLE_KEY", "CREATE_SUPERUSER");
    }

    @Test
    void project_isProvisionedBeforeAnythingIsSent() {
        assertThat(services.get("bugsink").get("depends_on"))
                .isEqualTo(Map.of("provision", Map.of("condition", "service_completed_successfully")));
        assertThat(services.get("sample").get("depends_on"))
                .isEqualTo(Map.of("bugsink", Map.of("condition", "service_healthy")));
        assertThat(services.get("bugsink")).containsKey("healthcheck");
        assertThat(list(services.get("provision").get("volumes")))
                .containsAll(list(services.get("bugsink").get("volumes")));
    }

    @Test
    void mountedFiles_exist() {
        List<String> files = list(services.get("provision").get("volumes")).stream()
                .filter(volume -> volume.startsWith("./"))
                .map(volume -> volume.split(":")[0])
                .toList();

        assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(ROOT.resolve(file))
                .isRegularFile());
    }

    @Test
    void sample_isBuiltByItsDockerfile() {
        assertThat(services.get("sample").get("build"))
                .isEqualTo(Map.of("context", ".", "dockerfile", "sample-app/Dockerfile"));
        assertThat(instructions("FROM").get(0)).startsWith("maven:").endsWith(" AS build");
        assertThat(instructions("FROM").get(1)).startsWith("eclipse-temurin:").contains("-jre");
        assertThat(instructions("USER")).doesNotContain("root").isNotEmpty();
        assertThat(instructions("ENTRYPOINT")).hasSize(1);
        assertThat(instructions("ENTRYPOINT").get(0)).contains("\"0.0.0.0\"", "\"8080\"");
    }

    @Test
    void copiedFiles_existAndAreNotIgnored() throws IOException {
        List<String> let = Files.readAllLines(ROOT.resolve(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        List<String> copied = instructions("COPY").stream()
                .filter(copy -> !copy.startsWith("--from=build "))
                .map(copy -> copy.split(" ")[0])
                .toList();

        assertThat(copied).isNotEmpty().allSatisfy(file -> assertThat(ROOT.resolve(file))
                .exists());
        assertThat(let).containsExactlyInAnyOrderElementsOf(copied);
    }

    @Test
    void copiedResults_areWhatTheBuildMakes() throws IOException {
        List<String> results = instructions("COPY").stream()
                .filter(copy -> copy.startsWith("--from=build "))
                .map(copy -> copy.split(" ")[1])
                .toList();
        String pom = Files.readString(Path.of("pom.xml"));

        assertThat(results)
                .containsExactlyInAnyOrder(
                        "/build/sample-app/target/lib", "/build/sample-app/target/thread-reporter-sample.jar");
        assertThat(pom).contains("<finalName>thread-reporter-sample</finalName>", "${project.build.directory}/lib");
    }

    private static List<String> instructions(String name) {
        return dockerfile.stream()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }

    private static List<String> ports(String service) {
        return list(services.get(service).get("ports"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> environment(String service) {
        return (Map<String, String>) services.get(service).get("environment");
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(Object value) {
        return (List<String>) value;
    }
}
