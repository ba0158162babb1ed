package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A server that stops lets games in progress end, and no other begin. */
public interface DrainContract extends ServerUnderTest {
    int VERY_LONG_MS = 60_000;
    int SHORT_MS = 100;

    private Deployed deployWith(int drainTimeout) {
        return deploy(config().put("drainTimeout", drainTimeout), line -> {});
    }

    private Future<Void> undeploy(Deployed server) {
        return vertx().undeploy(server.id());
    }

    @Test
    default void connectionsWithoutAGameCloseAtOnceAndOthersWhenTheirGameEnds() {
        Deployed server = deployWith(VERY_LONG_MS);
        try (Peer silent = Peer.connect(server.port());
                Peer between = Peer.connect(server.port());
                Peer winner = Players.inAGame(Peer.connect(server.port()));
                Peer quitter = Players.inAGame(Peer.connect(server.port()));
                Peer player = Peer.connect(server.port())) {
            Players.plays(between);
            Players.plays(between);
            String first = player.send("PARAMS 1 2\nNUMBER\n").line();
            Future<Void> stopped = undeploy(server);
            Players.isLeft(silent);
            Players.isLeft(between);
            Players.isLeft(winner.send("REPORT Correct\n"));
            Players.isLeft(quitter.send("PARAMS 0 -1\n"));
            String second = player.send("REPORT Unsure\nNUMBER\n").line();
            assertThat(List.of(first, second)).containsExactlyInAnyOrder("1", "2");
            assertThat(stopped.isComplete()).isFalse();
            Players.isLeft(player.send("REPORT Correct\nNUMBER\n"));
            ServerUnderTest.await(stopped);
        }
    }

    /** Has it stop, and waits until one that is in no game is left. */
    private Future<Void> drain(Deployed server) {
        try (Peer silent = Peer.connect(server.port())) {
            Players.plays(silent);
            Future<Void> stopped = undeploy(server);
            Players.isLeft(silent);
            return stopped;
        }
    }

    @Test
    default void acceptsNoConnectionWhileDraining() {
        Deployed server = deployWith(VERY_LONG_MS);
        try (Peer player = Players.inAGame(Peer.connect(server.port()))) {
            Future<Void> stopped = drain(server);
            for (int i = 0; i < 20; i++) {
                assertThat(isServed(server.port())).isFalse();
            }
            Players.isLeft(player.send("REPORT Correct\n"));
            ServerUnderTest.await(stopped);
        }
    }

    private static boolean isServed(int port) {
        try (Peer peer = Peer.connect(port)) {
            return Players.isServed(peer);
        } catch (UncheckedIOException refused) {
            return false;
        }
    }

    @Test
    default void drainTimeoutEndsTheGamesInProgress() {
        Deployed server = deployWith(SHORT_MS);
        try (Peer player = Players.inAGame(Peer.connect(server.port()))) {
            Future<Void> stopped = undeploy(server);
            Players.isLeft(player, "SHUTTING_DOWN");
            ServerUnderTest.await(stopped);
        }
    }

    /** Each reply that is due comes, then the last word, whole. */
    @Test
    default void unsentRepliesAreSentBeforeTheLastOne() {
        Deployed server = deployWith(SHORT_MS);
        int count = 50_000;
        Future<Void> stopped;
        try (Peer slow = Peer.connectWithLittleRoom(server.port())) {
            CompletableFuture<Void> sent = slow.sendMeanwhile("PARAMS 1 9999999\n" + "NUMBER\n".repeat(count));
            assertThat(slow.line()).isNotNull();
            stopped = undeploy(server);
            List<String> lines = slow.lines();
            assertThat(lines.get(lines.size() - 1)).startsWith("ERROR SHUTTING_DOWN ");
            assertThat(lines.subList(0, lines.size() - 1))
                    .doesNotHaveDuplicates()
                    .allMatch(line -> line.matches("\\d+"));
            sent.join();
        }
        ServerUnderTest.await(stopped);
    }

    @Test
    default void clientThatDoesNotReadDelaysTheStopForABoundedTime() throws IOException {
        Deployed server = deployWith(0);
        try (Flood flood = new Flood(server.port())) {
            assertThat(flood.sendUntilStuck(BackPressureContract.LIMIT)).isLessThan(BackPressureContract.LIMIT);
            ServerUnderTest.await(undeploy(server));
        }
    }
}
