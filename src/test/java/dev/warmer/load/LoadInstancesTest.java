package dev.warmer.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.testing.Await;
import dev.warmer.testing.LogCaptor;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** A load client with several instances. */
class LoadInstancesTest extends LoadFixture {
    @Test
    void sameSeedPlaysTheSameGamesWithAnyNumberOfInstances() {
        // The strategy is deterministic, so the number of guesses depends on the secret alone.
        JsonObject config = config(server("bisect"))
                .put("players", 4)
                .put("games", 25)
                .put("guesses", 100)
                .put("range", new JsonObject().put("lower", 1).put("upper", 1000));
        JsonObject first = played(config, 1);
        assertThat(played(config, 3)).isEqualTo(first);
        assertThat(played(config.put("seed", 2), 1)).isNotEqualTo(first);
    }

    private JsonObject played(JsonObject config, int instances) {
        deploy(config, instances);
        for (int i = 0; i < instances; i++) {
            completion();
        }
        JsonObject report = report();
        return new JsonObject()
                .put("rounds", report.getLong("rounds"))
                .put("guesses", report.getJsonObject("guessesPerGame"));
    }

    @Test
    void instanceThatFinishesEarlyIsCountedOnce() {
        BlockingQueue<NetSocket> requests = new LinkedBlockingQueue<>();
        int port = listen(requests);
        try (LogCaptor log = LogCaptor.of(LoadVerticle.class.getName())) {
            deploy(config(port).put("players", 2).put("guesses", 1), 2);
            Await.next(requests).write("1\n");
            Await.until("two progress lines with the remaining player", () -> progressLinesOfOnePlayer(log) >= 2);
            Await.next(requests).write("1\n");
            completion();
            completion();
        }
        assertThat(report().getLong("rounds")).isEqualTo(2);
        assertThat(report().getLong("games")).isEqualTo(2);
    }

    private static long progressLinesOfOnePlayer(LogCaptor log) {
        return log.messages().stream()
                .filter(line -> line.startsWith("players 1,"))
                .count();
    }

    /** {@return the port of a server whose replies the test writes} */
    private int listen(BlockingQueue<NetSocket> requests) {
        NetServer server = vertx().createNetServer()
                .connectHandler(socket -> socket.handler(RecordParser.newDelimited("\n", line -> {
                    if (line.length() == 0) {
                        socket.close();
                    } else if (line.toString().equals("NUMBER")) {
                        requests.add(socket);
                    }
                })));
        return Await.result(server.listen(0, "127.0.0.1")).actualPort();
    }
}
