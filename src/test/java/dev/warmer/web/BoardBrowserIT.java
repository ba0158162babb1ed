package dev.warmer.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.Peer;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The board in a real browser. */
class BoardBrowserIT extends BrowserFixture {
    @Test
    void gameOverTcpIsCounted() {
        browser.open(boardPage());
        browser.awaitText(".servers article[data-driver=event_loop] [data-metric=open] .value", "0");
        try (Peer peer = Peer.connect(tcp.port())) {
            browser.awaitText(".servers article[data-driver=event_loop] [data-metric=open] .value", "1");
            peer.playGame();
            browser.awaitText("#open-table tbody", peer.address());
            peer.send("<img src=x onerror=alert(1)>\n").lines();
            browser.awaitText("#closed-table tbody", "<img");
        }
        browser.awaitText(".servers article[data-driver=event_loop] .reasons", "violation");
        browser.assertClean();
    }

    @Test
    void tableIsSortedByKeyboard() {
        browser.open(boardPage());
        try (Peer first = Peer.connect(tcp.port()).startGame();
                Peer second = Peer.connect(tcp.port()).startGame()) {
            browser.awaitText("#open-table tbody", first.address());
            browser.awaitText("#open-table tbody", second.address());
            browser.find("#open-table th[data-column=address] button").sendKeys(Keys.ENTER);
            assertThat(browser.find("#open-table th[data-column=address]").getDomAttribute("aria-sort"))
                    .isIn("ascending", "descending");
        }
        browser.assertClean();
    }

    @Test
    void sliderChangesTheNumberOfPlayersByKeyboard() {
        String open = ".servers article[data-driver=event_loop] [data-metric=open] .value";
        browser.open(boardPage());
        browser.awaitText(open, "0");
        assertThat(browser.find("#load").isDisplayed()).isFalse();
        startLoad(30);
        browser.awaitShown("#load-players");
        browser.awaitText(open, "1");
        assertThat(browser.text("#load-text")).isEqualTo("1");
        browser.find("#load-players").sendKeys(Keys.END);
        browser.awaitText(open, "30");
        browser.awaitText("#load-table tbody .column-players", "30");
        browser.find("#load-players").sendKeys(Keys.ARROW_LEFT);
        assertThat(browser.find("#load-players").getDomAttribute("aria-valuetext"))
                .isEqualTo("20");
        browser.awaitText(open, "20");
        assertThat(browser.text("#load-state")).isEmpty();
        browser.assertClean();
    }
}
