package dev.warmer.contract;

import static dev.warmer.contract.ClientUnderTest.game;
import static dev.warmer.contract.ClientUnderTest.playing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.contract.Proxy.At;
import dev.warmer.contract.Proxy.Fault;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.testing.Await;
import dev.warmer.testing.Peer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client and a server of its driver, with network faults between them. */
public interface ProxyContract extends ClientUnderTest {
    private int deployServer() {
        return driver().deploy(vertx(), new JsonObject().put("drainTimeout", 0)).port();
    }

    private static JsonObject games(int port) {
        return playing(port, game(1, 5, 3), game(-9, 9, 0), game(7, 7, 7));
    }

    /** The server serves another connection, and has closed those before. */
    private void assertServes(int port) {
        try (Peer peer = Peer.connect(port)) {
            peer.playGame();
        }
        Await.equal(0, ServerMetrics.of(vertx()).limiter()::open);
    }

    @Test
    default void playsThoughEachByteArrivesAlone() throws IOException {
        int port = deployServer();
        try (Proxy proxy = new Proxy(port, new At(Fault.SPLIT, 0), new At(Fault.SPLIT, 0))) {
            assertThat(play(games(proxy.port()))).isNull();
            assertThat(transcript()).endsWith("Client: 7 is Correct");
        }
        assertServes(port);
    }

    @Test
    default void playsThoughSeparateWritesArriveTogether() throws IOException {
        int port = deployServer();
        int firstRequest = "PARAMS 1 5\nNUMBER\n".length();
        try (Proxy joining = new Proxy(port, new At(Fault.COALESCE, firstRequest), new At(Fault.COALESCE, 2));
                Proxy splitting = new Proxy(joining.port(), new At(Fault.SPLIT, 0), new At(Fault.SPLIT, 0))) {
            assertThat(play(games(splitting.port()))).isNull();
            assertThat(transcript()).endsWith("Client: 7 is Correct");
        }
        assertServes(port);
    }

    @ParameterizedTest
    @CsvSource({"0, 1000", "15, 1000", "1000, 0", "1000, 3"})
    default void playsThoughTheNetworkStalls(int toServer, int toClient) throws Exception {
        int port = deployServer();
        try (Proxy proxy = new Proxy(port, new At(Fault.HOLD, toServer), new At(Fault.HOLD, toClient));
                Peer other = Peer.connect(port)) {
            deploy(games(proxy.port()), 1);
            proxy.awaitHeld();
            other.playGame();
            proxy.release();
            assertThat(completion().getString("failure")).isNull();
        }
        assertServes(port);
    }

    @ParameterizedTest
    @CsvSource({"15, 1000", "1000, 3"})
    default void replyTimeoutEndsTheGameWhenTheNetworkStalls(int toServer, int toClient) throws Exception {
        int port = deployServer();
        try (Proxy proxy = new Proxy(port, new At(Fault.HOLD, toServer), new At(Fault.HOLD, toClient))) {
            assertThat(play(games(proxy.port()).put("replyTimeout", 200)))
                    .isEqualTo("the server did not answer within 200 ms");
        }
        assertServes(port);
    }

    @Test
    default void failsWhenTheConnectionBreaks() throws IOException {
        int port = deployServer();
        for (Fault fault : new Fault[] {Fault.CUT, Fault.RESET}) {
            for (int after : new int[] {0, 1, 10, 11, 17, 18, 30}) {
                failsWith(port, new At(fault, after), At.NOWHERE);
            }
            for (int after : new int[] {0, 1, 2, 3, 4}) {
                failsWith(port, At.NOWHERE, new At(fault, after));
            }
        }
        assertServes(port);
    }

    private void failsWith(int port, At toServer, At toClient) throws IOException {
        try (Proxy proxy = new Proxy(port, toServer, toClient)) {
            assertThat(play(games(proxy.port())))
                    .as(toServer + " " + toClient)
                    .startsWith("the server closed the connection in mid-game");
        }
    }
}
