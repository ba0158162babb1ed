package dev.warmer.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.Await;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Players whose connections end, in a closed and in an open loop. */
class ReconnectTest extends LoadFixture {
    private static final int CLOSED_LOOP = 0;
    private static final int RATE = 1_000;

    private String playTwoGames(ServerSocket server, int rate) {
        return play(config(server.getLocalPort())
                .put("reconnect", true)
                .put("games", 2)
                .put("guesses", 2)
                .put("rate", rate));
    }

    /** {@return a server that closes each connection at the request after so many replies, or when the client does} */
    private static ServerSocket closingAfter(int... replies) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> IntStream.of(replies).forEach(count -> serve(server, count)), "server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private static void serve(ServerSocket server, int replies) {
        try (Socket client = server.accept();
                BufferedReader lines = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII))) {
            int sent = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("NUMBER")) {
                    if (sent == replies) {
                        return;
                    }
                    sent++;
                    client.getOutputStream().write((2 - sent % 2 + "\n").getBytes(US_ASCII)); // 1 and 2 in turn
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {CLOSED_LOOP, RATE})
    void closeBetweenGamesIsNoErrorAndTheRoundIsPlayedOnTheNextConnection(int rate) throws IOException {
        try (ServerSocket server = closingAfter(0, 2, 2)) {
            assertThat(playTwoGames(server, rate)).isNull();
        }
        assertThat(report().getLong("games")).isEqualTo(2);
        assertThat(report().getLong("rounds")).isEqualTo(4);
        assertThat(report().getLong("unanswered")).isZero();
        assertThat(report().getLong("unfinished")).isZero();
        assertThat(report().getLong("connected")).isOne();
        assertThat(report().getJsonObject("latencyMicros").getDouble("max"))
                .as("since the round was due, which is before the player connected again")
                .isGreaterThan(49_000);
    }

    /** As a server that drains may do just when the load client ends. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closeBetweenGamesOfAPlayerThatEndsIsNoErrorIfItReconnects(boolean reconnect) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String id = deploy(config(server.getLocalPort()).put("reconnect", reconnect), 1);
            Future<Void> ended;
            try (Socket player = server.accept()) {
                BufferedReader lines = new BufferedReader(new InputStreamReader(player.getInputStream(), US_ASCII));
                assertThat(lines.readLine()).isEqualTo("PARAMS 1 100");
                assertThat(lines.readLine()).isEqualTo("NUMBER");
                ended = vertx().undeploy(id);
                // Takes as many turns of an event loop as the begin of the stop, before the connection is closed.
                Await.result(vertx().deployVerticle(new VerticleBase() {}).compose(vertx()::undeploy));
            }
            Await.result(ended);
        }
        assertThat(report().getJsonObject("errors").isEmpty()).isEqualTo(reconnect);
    }

    @ParameterizedTest
    @ValueSource(ints = {CLOSED_LOOP, RATE})
    void closeInMidGameIsOneErrorAndThePlayerGoesOn(int rate) throws IOException {
        try (ServerSocket server = closingAfter(1, 4)) {
            assertThat(playTwoGames(server, rate)).isEqualTo("errors: CONNECTION_CLOSED 1");
        }
        assertThat(report().getLong("games")).isEqualTo(2);
        assertThat(report().getLong("rounds")).isEqualTo(5);
        assertThat(report().getLong("unanswered")).isOne();
        assertThat(report().getLong("unfinished")).isOne();
    }
}
