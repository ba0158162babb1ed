package dev.warmer.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warmer.testing.Await;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window, and what it logs and requests. */
final class Browser implements AutoCloseable {
    private static final Optional<Path> DRIVER = executable("chromedriver");
    private static final Optional<Path> CHROMIUM = Stream.of("chromium", "chromium-browser", "google-chrome")
            .flatMap(name -> executable(name).stream())
            .findFirst();

    static {
        if (!isAvailable()) {
            System.out.println("the browser tests are skipped: chromium and chromedriver are not on the path");
        }
    }

    private final ChromeDriver driver;
    private final List<String> console = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    private static Optional<Path> executable(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static boolean isAvailable() {
        return DRIVER.isPresent() && CHROMIUM.isPresent();
    }

    /** Starts a browser; the test is skipped where there is none. */
    static Browser start() {
        assumeTrue(isAvailable(), "chromium and chromedriver are on the path");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--force-prefers-reduced-motion",
                "--window-size=1280,1000");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.orElseThrow().toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    Browser open(String address) {
        driver.get(address);
        return this;
    }

    /** Sets the size of the page, that of a phone or of a window, and the scheme of colours that it prefers. */
    Browser view(int width, int height, boolean phone, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        return this;
    }

    WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> findAll(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** {@return the text of an element, as it is shown} */
    String text(String selector) {
        return find(selector).getText();
    }

    void awaitText(String selector, String part) {
        Await.until(part + " in " + selector, () -> shows(selector, part));
    }

    /** The page may replace an element while it is read. */
    private boolean shows(String selector, String part) {
        try {
            return findAll(selector).stream()
                    .anyMatch(element -> element.getText().contains(part));
        } catch (StaleElementReferenceException replaced) {
            return false;
        }
    }

    void awaitShown(String selector) {
        Await.until(selector + " is shown", () -> findAll(selector).stream().anyMatch(WebElement::isDisplayed));
    }

    /** Presses keys, wherever the focus is. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Replaces the text of a field, by keys. */
    void type(String selector, String text) {
        find(selector).sendKeys(Keys.chord(Keys.CONTROL, "a"), text);
    }

    /** Chooses an option of a list by its text, by keys, as soon as there is one. */
    void choose(String selector, String option) {
        awaitText(selector, option);
        find(selector).sendKeys(option);
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    Object asyncScript(String script, Object... arguments) {
        return driver.executeAsyncScript(script, arguments);
    }

    void screenshot(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    /** Asserts that the console is empty but for {@code allowed}, and that nothing was requested from another host. */
    void assertClean(String... allowed) {
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (Stream.of(allowed).noneMatch(entry.getMessage()::contains)) {
                console.add(entry.getMessage());
            }
        }
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonObject message = new JsonObject(entry.getMessage()).getJsonObject("message");
            if (message.getString("method").equals("Network.requestWillBeSent")) {
                requests.add(
                        message.getJsonObject("params").getJsonObject("request").getString("url"));
            }
        }
        assertThat(console).as("the console of the browser").isEmpty();
        assertThat(requests)
                .isNotEmpty()
                .allMatch(url -> url.matches("(http://127\\.0\\.0\\.1:\\d+/|data:|chrome:).*"));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
