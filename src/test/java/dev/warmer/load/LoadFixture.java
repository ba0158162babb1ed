package dev.warmer.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warmer.contract.ClientFixture;
import dev.warmer.testing.Driver;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;

/** Runs load clients and reads their reports. */
class LoadFixture extends ClientFixture {
    @TempDir
    private Path folder;

    @Override
    public Driver driver() {
        return Driver.EVENT_LOOP;
    }

    @Override
    public VerticleBase verticle(Consumer<String> transcript) {
        return new LoadVerticle(transcript);
    }

    /** {@return a configuration: one player, one game of up to five guesses in 1 to 100} */
    JsonObject config(int port) {
        return new JsonObject()
                .put("port", port)
                .put("players", 1)
                .put("games", 1)
                .put("range", new JsonObject().put("lower", 1).put("upper", 100))
                .put("guesses", 5)
                .put("seed", 1)
                .put("connectTimeout", 600_000)
                .put("replyTimeout", 600_000)
                .put("report", file().toString());
    }

    Path file() {
        return folder.resolve("report.json");
    }

    /** {@return the port of an event-loop server with this strategy} */
    int server(String strategy) {
        return Driver.EVENT_LOOP
                .deploy(vertx(), new JsonObject().put("strategy", strategy))
                .port();
    }

    JsonObject report() {
        try {
            return new JsonObject(Files.readString(file(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
