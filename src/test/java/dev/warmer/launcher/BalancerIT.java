package dev.warmer.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.process.Balancer;
import dev.warmer.process.Balancer.Server;
import dev.warmer.process.Program;
import dev.warmer.process.Programs;
import dev.warmer.testing.Await;
import dev.warmer.testing.Ports;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Three servers behind HAProxy, of which some are restarted while 500 players play through it. */
class BalancerIT {
    private static final int PLAYERS = 500;
    private static final int RATE = 1_000;
    private static final int SIGTERM = 128 + 15;
    private static final int SIGKILL = 128 + 9;

    @RegisterExtension
    private final Programs programs = new Programs();

    @TempDir
    private Path folder;

    private final List<Server> servers = Stream.of("a", "b", "c")
            .map(name -> new Server(name, Ports.free(), Ports.free()))
            .toList();
    private final Map<Server, Program> running = new HashMap<>();
    private Balancer balancer;
    private Program load;

    @BeforeEach
    void start() throws Exception {
        Balancer.assumeInstalled();
        for (Server server : servers) {
            start(server);
        }
        balancer = Balancer.start(programs, folder, servers);
        servers.forEach(server -> balancer.await(server.name(), true));
        load = programs.jar()
                .property("warmer.load.config.port", balancer.port())
                .property("warmer.load.config.players", PLAYERS)
                .property("warmer.load.config.rate", RATE)
                .property("warmer.load.config.range", new JsonObject("{'lower': 1, 'upper': 4}".replace('\'', '"')))
                .property("warmer.load.config.reconnect", true)
                .property("warmer.load.config.warmup", 0)
                .property("warmer.load.config.duration", 0)
                .property("warmer.load.config.replyTimeout", 60_000)
                .property("warmer.load.config.connectTimeout", 60_000)
                .property("warmer.load.config.report", folder.resolve("report.json"))
                .start("-conf", "conf/load.json")
                .awaitLog("players " + PLAYERS + ", ", 1);
    }

    private void start(Server server) throws IOException {
        Program program = programs.jar()
                .option("-Xmx128m")
                .property("warmer.server.config.port", server.port())
                .property("warmer.http.port", server.management())
                .property("warmer.server.config.strategy", "bisect")
                .property("warmer.server.config.proxyProtocol", true)
                .property("warmer.server.config.trustedProxies", JsonArray.of("127.0.0.1"))
                .property("warmer.server.config.drainDelay", 1_000)
                .property("warmer.server.config.drainTimeout", 60_000)
                .start("-conf", "conf/server.json");
        running.put(server, program);
    }

    private JsonObject stopLoad() throws Exception {
        load.terminate();
        assertThat(load.exit()).as(load::toString).isEqualTo(SIGTERM);
        return new JsonObject(Files.readString(folder.resolve("report.json"), UTF_8));
    }

    private static void print(String what, JsonObject report) {
        System.out.printf(
                "%s: %d games, %d rounds, p99.9 %.1f ms, maximum %.1f ms, errors %s%n",
                what,
                report.getLong("games"),
                report.getLong("rounds"),
                report.getJsonObject("latencyMicros").getDouble("p99.9") / 1e3,
                report.getJsonObject("latencyMicros").getDouble("max") / 1e3,
                report.getJsonObject("errors"));
    }

    /** Every game that was not ended by a failure or by the end of the test was won. */
    private static void assertGames(JsonObject report, long failed) {
        assertThat(report.getLong("games")).isPositive();
        assertThat(report.getLong("lost")).isZero();
        assertThat(report.getLong("unfinished")).isLessThanOrEqualTo(PLAYERS + failed);
        assertThat(report.getInteger("connected")).isEqualTo(PLAYERS);
    }

    @Test
    void noGameIsLostWhenServersAreRestartedOneAfterAnother() throws Exception {
        for (int round = 0; round < 2; round++) {
            for (Server server : servers) {
                Program old = running.get(server);
                old.terminate();
                balancer.await(server.name(), false);
                assertThat(old.exit()).as(old::toString).isEqualTo(SIGTERM);
                assertThat(old.logged("INFO")).noneMatch(message -> message.contains(": closed: shutdown"));
                start(server);
                balancer.await(server.name(), true);
            }
        }
        Await.equal(PLAYERS, () -> balancer.sessions(servers));
        JsonObject report = stopLoad();
        print("restart of each server, twice", report);
        assertThat(report.getJsonObject("errors")).as(load::toString).isEmpty();
        assertGames(report, 0);
    }

    @Test
    void onlyGamesOnAServerThatIsKilledFail() throws Exception {
        Server victim = servers.get(1);
        List<Server> others = List.of(servers.get(0), servers.get(2));
        Await.equal(PLAYERS, () -> balancer.sessions(servers));
        int connections = balancer.sessions(List.of(victim));
        assertThat(connections).isPositive();
        long killed = System.nanoTime();
        running.get(victim).kill();
        Await.equal(PLAYERS, () -> balancer.sessions(others));
        long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killed);
        assertThat(running.get(victim).exit()).isEqualTo(SIGKILL);
        start(victim);
        balancer.await(victim.name(), true);
        JsonObject report = stopLoad();
        print(connections + " connections on a server that was killed, players back after " + ms + " ms", report);
        JsonObject errors = report.getJsonObject("errors");
        long failed = errors.getLong("CONNECTION_CLOSED", 0L);
        assertThat(errors.fieldNames()).isSubsetOf("CONNECTION_CLOSED");
        assertThat(failed).isLessThanOrEqualTo(connections);
        assertThat(report.getLong("unanswered")).isLessThanOrEqualTo(PLAYERS + failed);
        assertGames(report, failed);
    }
}
