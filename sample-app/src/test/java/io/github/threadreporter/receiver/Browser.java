package io.github.threadreporter.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium with an empty profile. */
public final class Browser implements AutoCloseable {

    private static final String REQUIRED = "THREADREPORTER_REQUIRE_BROWSER";

    /** Selenium warns about every Chromium newer than itself. */
    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    private final Path profile;
    final ChromeDriver driver;

    private Browser(Path profile, ChromeDriver driver) {
        this.profile = profile;
        this.driver = driver;
    }

    /** Skips the test where no Chromium is installed, unless one is required. */
    public static Browser open() {
        Optional<Path> chromium = onPath("chromium", "chromium-browser", "google-chrome");
        Optional<Path> chromedriver = onPath("chromedriver");
        boolean found = chromium.isPresent() && chromedriver.isPresent();
        if (System.getProperty(REQUIRED) != null || System.getenv(REQUIRED) != null) {
            assertThat(found).as("Chromium and chromedriver on the PATH").isTrue();
        }
        Assumptions.assumeTrue(found, "no Chromium on the PATH");
        try {
            Path profile = Files.createTempDirectory("browser");
            return new Browser(profile, driver(chromium.orElseThrow(), chromedriver.orElseThrow(), profile));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChromeDriver driver(Path chromium, Path chromedriver, Path profile) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--window-size=1440,1000",
                "--user-data-dir=" + profile);
        SELENIUM.setLevel(Level.SEVERE);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .build();
        return new ChromeDriver(service, options);
    }

    private static Optional<Path> onPath(String... names) {
        List<Path> folders = Arrays.stream(System.getenv("PATH").split(java.io.File.pathSeparator))
                .map(Path::of)
                .toList();
        return Arrays.stream(names)
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A fresh page, not the same one with another fragment. */
    public void go(URI address, String hash) {
        driver.get("about:blank");
        driver.get(address + hash);
    }

    WebElement find(String css) {
        return until(() -> {
            List<WebElement> found = driver.findElements(By.cssSelector(css));
            return found.isEmpty() ? null : found.get(0);
        });
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    public String text(String css) {
        return find(css).getText();
    }

    List<String> texts(String css) {
        return all(css).stream().map(WebElement::getText).toList();
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    long number(String script) {
        return ((Number) run(script)).longValue();
    }

    public void awaitText(String css, String text) {
        until(() -> all(css).stream().anyMatch(element -> element.getText().contains(text)) ? true : null);
    }

    <T> T until(java.util.function.Supplier<T> condition) {
        return new WebDriverWait(driver, Duration.ofSeconds(30))
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .until(ignored -> condition.get());
    }

    /** As seen on a screen of this size, in this scheme, on this medium. */
    void look(int width, int height, String scheme, String media) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("media", media, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Addresses of all requests since this was last asked. */
    List<String> requests() {
        List<String> addresses = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = message(entry);
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                addresses.add(message.path("params").path("request").path("url").asText());
            }
        }
        return addresses;
    }

    private static JsonNode message(LogEntry entry) {
        try {
            return new JsonMapper().readTree(entry.getMessage()).path("message");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the console says since this was last asked: errors, and violations of the policy. */
    public List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** WCAG 2: 4.5 to 1 for text against the nearest painted background, 3 to 1 for large text. */
    List<?> contrastFailures() {
        return (List<?>) run("""
                const channel = c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
                const parts = color => color.match(/[\\d.]+/g).map(Number);
                const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
                const behind = e => {
                  for (; e; e = e.parentElement) {
                    const [r, g, b, a = 1] = parts(getComputedStyle(e).backgroundColor);
                    if (a === 1) return [r, g, b];
                    if (a > 0) throw new Error('half transparent: ' + e.className);
                  }
                  return [255, 255, 255];
                };
                const failures = [];
                for (const e of document.querySelectorAll('body *')) {
                  const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
                  if (!own || !e.checkVisibility() || e.closest('.offscreen, #said, .skip, title, noscript, script')) continue;
                  const style = getComputedStyle(e);
                  const inGraph = e.closest('svg');
                  const box = inGraph && e.parentElement.querySelector('rect');
                  const text = light(parts(inGraph ? style.fill : style.color));
                  const ground = light(box ? parts(getComputedStyle(box).fill) : behind(e));
                  const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
                  const size = parseFloat(style.fontSize);
                  const large = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
                  if (ratio < (large ? 3 : 4.5)) failures.push(e.className + ' "' + e.textContent.slice(0, 30) + '" ' + ratio);
                }
                return failures;
                """);
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        }
    }
}
