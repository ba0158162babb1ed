package dev.warmer.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.Driver;
import dev.warmer.testing.Peer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** Every page in light and dark and on a phone: its accessibility by axe, and a screenshot for the documentation. */
class LooksIT extends BrowserFixture {
    private static final int WIDE = 1280;
    private static final int PHONE = 320;

    private static String axe() throws IOException {
        try (InputStream script = LooksIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), UTF_8);
        }
    }

    private void check(String name, int width, String scheme) throws IOException {
        browser.view(width, width == PHONE ? 900 : 1000, width == PHONE, scheme);
        browser.script(axe());
        assertThat(browser.asyncScript("""
                        const done = arguments[arguments.length - 1];
                        axe.run().then(result => done(result.violations.map(
                            violation => violation.id + ": " + violation.nodes.map(node => node.html).join(" "))));
                        """))
                .as("what axe finds on %s, %s, %d pixels wide", name, scheme, width)
                .isEqualTo(List.of());
        assertThat((Long) browser.script("return document.documentElement.scrollWidth;"))
                .as("width of %s", name)
                .isLessThanOrEqualTo(width);
        browser.screenshot(SCREENSHOTS.resolve(name + "-" + (width == PHONE ? "phone" : scheme) + ".png"));
    }

    private void checkAll(String name) throws IOException {
        check(name, WIDE, "light");
        check(name, WIDE, "dark");
        check(name, PHONE, "light");
        browser.assertClean();
    }

    @Test
    void play() throws IOException {
        browser.open(page("/"));
        browser.find("#judge-page").sendKeys(Keys.SPACE);
        browser.type("#secret", "42");
        browser.press(Keys.ENTER);
        for (int guess = 1; guess <= 4; guess++) {
            browser.awaitText("#guess-label", "Guess " + guess);
            if (guess < 4) {
                browser.press("n");
            }
        }
        checkAll("play");
    }

    @ParameterizedTest
    @CsvSource({"/, setup", "/race, race-setup"})
    void pagesAtTheBegin(String path, String name) throws IOException {
        browser.open(page(path));
        browser.awaitShown("#connection[data-state=open]");
        checkAll(name);
    }

    private void playSeriesAndSteps() {
        browser.type("#secret", "42");
        browser.find("#series-100").sendKeys(Keys.ENTER);
        browser.awaitText("#games-first", "100");
        browser.awaitText("#games-second", "100");
        for (int step = 0; step < 4; step++) {
            browser.find("#step").sendKeys(Keys.ENTER);
        }
        browser.awaitText("#count-second", "4");
    }

    @Test
    void race() throws IOException {
        browser.open(page("/race"));
        playSeriesAndSteps();
        checkAll("race");
    }

    @Test
    void raceOfDrivers() throws IOException {
        Driver.THREADS.deploy(vertx, new JsonObject().put("strategy", "bisect"));
        browser.open(page("/race"));
        browser.choose("#choice-first", "Event loop");
        browser.choose("#choice-second", "Threads");
        playSeriesAndSteps();
        checkAll("race-drivers");
    }

    @Test
    void board() throws IOException {
        Driver.Server threads = Driver.THREADS.deploy(vertx, new JsonObject());
        browser.open(boardPage());
        browser.awaitShown(".servers article[data-driver=threads]");
        try (Peer open = Peer.connect(tcp.port()).startGame();
                Peer other = Peer.connect(threads.port()).startGame()) {
            for (int game = 0; game < 200; game++) {
                open.playGame();
                other.playGame();
            }
            Peer.connect(tcp.port()).send("HELLO\n").lines();
            browser.awaitText("#closed-table tbody", "HELLO");
            browser.awaitText(".process [data-fact=uptime]", " ");
            checkAll("board");
        }
    }

    @Test
    void boardWithLoad() throws IOException {
        startLoad(1000);
        browser.open(boardPage());
        browser.awaitShown("#load-players");
        browser.awaitText("#load-table tbody", "127.0.0.1:" + tcp.port());
        checkAll("board-load");
    }
}
