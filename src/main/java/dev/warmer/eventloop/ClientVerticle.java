package dev.warmer.eventloop;

import dev.warmer.client.ClientConnection;
import dev.warmer.client.Connector;
import dev.warmer.config.ClientConfig;
import dev.warmer.config.ClientConfig.GameConfig;
import dev.warmer.config.Schema;
import dev.warmer.game.Guess;
import dev.warmer.lifecycle.Completion;
import dev.warmer.lifecycle.OutputQueue;
import dev.warmer.protocol.Transcript;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The client on an event loop: plays the configured games, one after another over one connection, without blocking.
 * Publishes its {@link Completion} when they are played. See {@link ClientConfig} for its configuration.
 */
public final class ClientVerticle extends VerticleBase {
    private final Transcript transcript;
    private ClientConfig config;
    private Connector connector;

    /** Prints the transcript on standard output. */
    public ClientVerticle() {
        this(OutputQueue.STDOUT::put);
    }

    /** @param transcript takes each line of the transcript; may block except on an event loop */
    public ClientVerticle(Consumer<String> transcript) {
        this.transcript = new Transcript(transcript);
    }

    @Override
    public Future<?> start() {
        config = Schema.CLIENT.read(config());
        return Connector.create(vertx, config.server()).map(created -> {
            connector = created;
            Completion.publish(vertx, context, play());
            return null;
        });
    }

    private Future<Void> play() {
        return connector
                .connect()
                .map(socket ->
                        new ClientConnection(vertx, socket, config.server().replyTimeout()))
                .compose(this::play)
                .compose(guesses -> OutputQueue.print(context, () -> transcript.played(guesses)));
    }

    private Future<List<Guess>> play(ClientConnection connection) {
        List<Guess> guesses = new ArrayList<>();
        Future<Void> played = Future.succeededFuture();
        for (GameConfig game : config.games()) {
            played = played.compose(v -> new GameLoop(game, connection, transcript).play())
                    .map(guesses::addAll)
                    .mapEmpty();
        }
        return played.compose(v -> connection.finish())
                .eventually(connection::close)
                .map(guesses);
    }

    @Override
    public Future<?> stop() {
        return connector == null ? Future.succeededFuture() : connector.close();
    }
}
