package dev.warmer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.game.Outcome;
import dev.warmer.game.Secret;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The pages Play and Race, by keyboard in a real browser. */
class PlayBrowserIT extends BrowserFixture {
    private static final Map<Outcome, String> KEYS =
            Map.of(Outcome.UNSURE, "s", Outcome.WARMER, "w", Outcome.COLDER, "c", Outcome.CORRECT, "y");

    private void begin(long lower, long upper) {
        browser.type("#lower", String.valueOf(lower));
        browser.type("#upper", String.valueOf(upper));
        browser.press(Keys.ENTER);
    }

    /** {@return the guess of this number, once it is shown} */
    private long guess(int number) {
        browser.awaitText("#guess-label", "Guess " + number);
        Await.until("guess " + number, () -> browser.text("#guess").matches("[\\u2212,0-9]+"));
        return Long.parseLong(browser.text("#guess").replace(",", "").replace("\u2212", "-"));
    }

    /** Answers as a person who thinks of this number. {@return how many guesses there were} */
    private int play(long number) {
        Secret secret = new Secret(number);
        for (int guesses = 1; ; guesses++) {
            Outcome outcome = secret.judge(guess(guesses));
            browser.press(guesses == 1 && outcome == Outcome.UNSURE ? "n" : KEYS.get(outcome));
            if (outcome == Outcome.CORRECT) {
                browser.awaitText("#question", "Found");
                return guesses;
            }
        }
    }

    @Test
    void gameIsPlayedByKeyboard() {
        browser.open(page("/"));
        begin(1, 100);
        int guesses = play(73);
        assertThat(browser.text("#question")).isEqualTo("Found after " + guesses + " guesses");
        assertThat(browser.text("#possible")).isEqualTo("1");
        assertThat(browser.findAll("#history li")).hasSize(guesses);
        browser.press(Keys.ENTER); // Play again has the focus
        play(2);
        browser.assertClean();
    }

    @Test
    void sixtyFourBitsAreExact() {
        browser.open(page("/"));
        begin(Long.MIN_VALUE, Long.MAX_VALUE);
        play(Long.MAX_VALUE - 1);
        browser.assertClean();
    }

    @Test
    void contradictionIsExplained() {
        browser.open(page("/"));
        begin(1, 3);
        assertThat(guess(1)).isEqualTo(1);
        browser.press("n");
        assertThat(guess(2)).isEqualTo(2);
        browser.press("c"); // so it would be 1, which it is not
        browser.awaitText("#notice", "No number fits");
        assertThat(browser.text("#notice")).contains("second answer");
        browser.assertClean();
    }

    @Test
    void restartOfTheServerIsSurvived() {
        browser.open(page("/"));
        begin(1, 100);
        guess(1);
        restartWeb();
        browser.awaitShown("#connection[data-state=open]");
        assertThat(browser.text("#game-settings")).contains("1 to 100");
        if (browser.find("#restart").isDisplayed()) {
            browser.find("#restart").sendKeys(Keys.ENTER);
        }
        play(50);
        browser.assertClean("WebSocket connection to"); // which Chromium reports while the server is down
    }

    @Test
    void strategiesRaceForTheSameSecrets() {
        browser.open(page("/race"));
        browser.type("#upper", "20");
        browser.find("#series-100").sendKeys(Keys.ENTER);
        browser.awaitText("#games-second", "100");
        browser.awaitText("#games-first", "100");
        double random = Double.parseDouble(browser.text("#average-first"));
        double bisect = Double.parseDouble(browser.text("#average-second"));
        assertThat(random).as("average of 1 to 20 guesses").isBetween(7.0, 14.0);
        assertThat(bisect).isBetween(2.0, 6.0);
        browser.assertClean();
    }

    private long won(dev.warmer.metrics.Driver driver) {
        return ServerMetrics.of(vertx).of(driver).won();
    }

    @Test
    void driversRaceForTheSameSecrets() {
        Driver.DIRECT_SOCKETS.deploy(vertx, new JsonObject().put("strategy", "bisect"));
        Driver.THREADS.deploy(vertx, new JsonObject().put("strategy", "bisect"));
        browser.open(page("/race"));
        browser.choose("#choice-first", "Direct sockets");
        browser.choose("#choice-second", "Threads");
        browser.type("#secret", "42");
        browser.find("#start").sendKeys(Keys.ENTER);
        browser.awaitText("#race-status", "Found 42: direct sockets in ");
        String guesses = browser.text("#count-first");
        assertThat(browser.text("#race-status"))
                .isEqualTo("Found 42: direct sockets in %s guesses, threads in %s guesses.", guesses, guesses);
        assertThat(browser.text("#reply-first")).matches("[0-9.]+ ms mean reply time");
        browser.find("#series-100").sendKeys(Keys.ENTER);
        browser.awaitText("#games-first", "100");
        browser.awaitText("#games-second", "100");
        assertThat(browser.text("#average-first")).isEqualTo(browser.text("#average-second"));
        assertThat(browser.text("#mean-second")).matches("[0-9.]+ ms");
        Await.equal(101L, () -> won(dev.warmer.metrics.Driver.DIRECT));
        Await.equal(101L, () -> won(dev.warmer.metrics.Driver.THREADS));
        browser.assertClean();
    }
}
