package dev.warmer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warmer.connection.Limits;
import dev.warmer.game.StrategyName;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerConfigTest {
    private static final Limits LIMITS = new Limits(
            100,
            200,
            3,
            Duration.ofMillis(300),
            Duration.ofMillis(400),
            Duration.ofMillis(500),
            Duration.ofMillis(600),
            Duration.ZERO);

    private static JsonObject server(String strategy, String threads) {
        Map<String, Object> map = new HashMap<>(
                Map.of("host", "::1", "port", 7000, "strategy", strategy, "transcript", true, "threads", threads));
        map.putAll(Map.of(
                "backlog", 8,
                "reusePort", true,
                "maxLineLength", 100L,
                "maxConnections", 200,
                "maxConnectionsPerAddress", 3,
                "handshakeTimeout", 300,
                "idleTimeout", 400,
                "writeTimeout", 500,
                "drainDelay", 600,
                "drainTimeout", 0));
        map.put("proxyProtocol", false);
        return new JsonObject(map);
    }

    @ParameterizedTest
    @EnumSource
    void readsEveryKey(StrategyName strategy) {
        assertThat(ServerConfig.of(server(strategy.toString(), "platform")))
                .isEqualTo(new ServerConfig(
                        "::1",
                        7000,
                        Optional.empty(),
                        8,
                        true,
                        strategy,
                        true,
                        false,
                        false,
                        LIMITS,
                        Optional.empty(),
                        Optional.empty(),
                        Set.of()));
    }

    @Test
    void threadsArePlatformThreads() {
        assertThat(ServerConfig.of(server("random", "platform")).virtualThreads())
                .isFalse();
    }

    @Test
    void orVirtualWhereJavaHasThem() {
        JsonObject map = server("random", "virtual");
        if (Runtime.version().feature() >= 21) {
            assertThat(ServerConfig.of(map).virtualThreads()).isTrue();
        } else {
            assertThatExceptionOfType(InvalidConfigException.class)
                    .isThrownBy(() -> ServerConfig.of(map))
                    .withMessageStartingWith("threads: \"virtual\" is not allowed: platform");
        }
    }
}
