package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warmer.config.ClientConfig.Endpoint;
import dev.warmer.config.ClientConfig.GameConfig;
import dev.warmer.game.Range;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientConfigTest {
    private static JsonObject client(List<JsonObject> games) {
        return JsonObject.of(
                "host",
                "::1",
                "port",
                7000,
                "games",
                new JsonArray(games),
                "connectTimeout",
                100,
                "replyTimeout",
                200L);
    }

    private static JsonObject game(Object lower, Object upper, Object secret) {
        return JsonObject.of("lower", lower, "upper", upper, "secret", secret, "guesses", 5);
    }

    @Test
    void readsEveryKey() {
        assertThat(ClientConfig.of(client(List.of(game(1, 5, 3), game(Long.MIN_VALUE, Long.MAX_VALUE, -1L)))))
                .isEqualTo(new ClientConfig(
                        new Endpoint("::1", 7000, Duration.ofMillis(100), Duration.ofMillis(200), Optional.empty()),
                        List.of(
                                new GameConfig(new Range(1, 5), 3, 5),
                                new GameConfig(new Range(Long.MIN_VALUE, Long.MAX_VALUE), -1, 5))));
    }

    @Test
    void keepsTheGamesItWasMadeWith() {
        List<GameConfig> games = new ArrayList<>(List.of(new GameConfig(new Range(1, 5), 3, 5)));
        ClientConfig config = new ClientConfig(
                new Endpoint("::1", 7000, Duration.ofMillis(1), Duration.ofMillis(1), Optional.empty()), games);
        games.clear();
        assertThat(config.games()).hasSize(1);
    }

    @Test
    void everyInconsistentGameIsReported() {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> ClientConfig.of(client(List.of(game(1, 5, 3), game(5, 1, 3), game(1, 5, 6)))))
                .withMessage("games[1].lower: 5 is not allowed: an integer not above the game's upper, 1\n"
                        + "games[2].secret: 6 is not allowed: a number in the game's range, 1 to 5");
    }
}
