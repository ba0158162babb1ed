package dev.warmer.contract;

import static dev.warmer.contract.ClientUnderTest.game;
import static dev.warmer.contract.ClientUnderTest.playing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.contract.Proxy.At;
import dev.warmer.contract.Proxy.Fault;
import dev.warmer.eventloop.ServerVerticle;
import dev.warmer.metrics.ServerMetrics;
import dev.warmer.threads.ThreadedServerVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Our clients and our servers with a bad network between them: games end right, or with a clear word. */
public interface ProxyContract extends ClientUnderTest {
    /** Whom the client plays with. */
    enum Server {
        /** The one on event loops. */
        ON_LOOPS,
        /** The one on threads. */
        ON_THREADS
    }

    private int deploy(Server kind) {
        JsonObject config = new JsonObject().put("port", 0).put("drainTimeout", 0);
        DeploymentOptions options = new DeploymentOptions().setConfig(config);
        if (kind == Server.ON_LOOPS) {
            ServerVerticle server = new ServerVerticle(line -> {});
            ServerUnderTest.await(vertx().deployVerticle(server, options));
            return server.port();
        }
        ThreadedServerVerticle server = new ThreadedServerVerticle(line -> {});
        ServerUnderTest.await(vertx().deployVerticle(server, options));
        return server.port();
    }

    private static JsonObject games(int port) {
        return playing(port, game(1, 5, 3), game(-9, 9, 0), game(7, 7, 7));
    }

    /** The server serves others, and has nobody left of those before. */
    private void servesAfter(int port) {
        try (Peer peer = Peer.connect(port)) {
            Players.plays(peer);
        }
        Eventually.is(0, ServerMetrics.of(vertx()).limiter()::open);
    }

    @ParameterizedTest
    @EnumSource
    default void playsThoughEachByteComesAlone(Server kind) throws IOException {
        int port = deploy(kind);
        try (Proxy proxy = new Proxy(port, new At(Fault.SPLIT, 0), new At(Fault.SPLIT, 0))) {
            assertThat(play(games(proxy.port()))).isNull();
            assertThat(told()).endsWith("Client: 7 is Correct");
        }
        servesAfter(port);
    }

    @ParameterizedTest
    @EnumSource
    default void playsThoughWhatWasApartComesTogether(Server kind) throws IOException {
        int port = deploy(kind);
        int firstQuestion = "PARAMS 1 5\nNUMBER\n".length();
        try (Proxy joining = new Proxy(port, new At(Fault.COALESCE, firstQuestion), new At(Fault.COALESCE, 2));
                Proxy splitting = new Proxy(joining.port(), new At(Fault.SPLIT, 0), new At(Fault.SPLIT, 0))) {
            assertThat(play(games(splitting.port()))).isNull();
            assertThat(told()).endsWith("Client: 7 is Correct");
        }
        servesAfter(port);
    }

    @ParameterizedTest
    @CsvSource({
        "ON_LOOPS, 0, 1000", "ON_LOOPS, 15, 1000", "ON_LOOPS, 1000, 0", "ON_LOOPS, 1000, 3",
        "ON_THREADS, 0, 1000", "ON_THREADS, 15, 1000", "ON_THREADS, 1000, 0", "ON_THREADS, 1000, 3"
    })
    default void playsThoughTheNetworkIsSlow(Server kind, int questions, int replies) throws Exception {
        int port = deploy(kind);
        try (Proxy proxy = new Proxy(port, new At(Fault.HOLD, questions), new At(Fault.HOLD, replies));
                Peer other = Peer.connect(port)) {
            deploy(games(proxy.port()), 1);
            proxy.awaitHeld();
            Players.plays(other);
            proxy.release();
            assertThat(word().getString("failure")).isNull();
        }
        servesAfter(port);
    }

    @ParameterizedTest
    @CsvSource({"ON_LOOPS, 15, 1000", "ON_LOOPS, 1000, 3", "ON_THREADS, 15, 1000", "ON_THREADS, 1000, 3"})
    default void givesUpWhenNothingPassesAnyMore(Server kind, int questions, int replies) throws Exception {
        int port = deploy(kind);
        try (Proxy proxy = new Proxy(port, new At(Fault.HOLD, questions), new At(Fault.HOLD, replies))) {
            assertThat(play(games(proxy.port()).put("replyTimeout", 200)))
                    .isEqualTo("the server did not answer within 200 ms");
        }
        servesAfter(port);
    }

    @ParameterizedTest
    @EnumSource
    default void saysSoWhenTheConnectionBreaks(Server kind) throws IOException {
        int port = deploy(kind);
        for (Fault fault : new Fault[] {Fault.CUT, Fault.RESET}) {
            for (int after : new int[] {0, 1, 10, 11, 17, 18, 30}) {
                breaks(port, new At(fault, after), At.NOWHERE);
            }
            for (int after : new int[] {0, 1, 2, 3, 4}) {
                breaks(port, At.NOWHERE, new At(fault, after));
            }
        }
        servesAfter(port);
    }

    private void breaks(int port, At toServer, At toClient) throws IOException {
        try (Proxy proxy = new Proxy(port, toServer, toClient)) {
            assertThat(play(games(proxy.port())))
                    .as(toServer + " " + toClient)
                    .startsWith("the server closed the connection in mid-game");
        }
    }
}
