package dev.warmer.eventloop;

import dev.warmer.config.ClientConfig;
import dev.warmer.config.GameConfig;
import dev.warmer.config.Schema;
import dev.warmer.game.Guess;
import dev.warmer.lifecycle.Completion;
import dev.warmer.protocol.Command;
import dev.warmer.protocol.Transcript;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The client on an event loop: plays the configured games, one after another over one connection, and never waits.
 * Gives word by {@link Completion} when they are played. See {@link ClientConfig} for what can be tuned.
 */
public final class ClientVerticle extends VerticleBase {
    private final Transcript transcript;
    private ClientConfig config;
    /** Kept for as long as it is in use: a client that nobody refers to is closed with the garbage. */
    private NetClient client;

    private Connector connector;

    /** Tells of its games on standard output. */
    public ClientVerticle() {
        this(System.out::println);
    }

    /** @param transcript takes each line of the transcript, on the event loop */
    public ClientVerticle(Consumer<String> transcript) {
        this.transcript = new Transcript(transcript);
    }

    @Override
    public Future<?> start() {
        config = Schema.CLIENT.read(config());
        client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        return Connector.tls(vertx, config.server()).onSuccess(tls -> Completion.publish(vertx, context, play(tls)));
    }

    @Override
    public Future<?> stop() {
        if (client == null) {
            return Future.succeededFuture();
        }
        connector.close();
        return client.close();
    }

    private Future<Void> play(Optional<ClientSSLOptions> tls) {
        connector = new Connector(vertx, client, config.server(), tls);
        return connector
                .connect()
                .map(socket ->
                        new ClientConnection(vertx, socket, config.server().replyTimeout()))
                .compose(this::play)
                .onSuccess(transcript::played)
                .mapEmpty();
    }

    private Future<List<Guess>> play(ClientConnection connection) {
        List<Guess> guesses = new ArrayList<>();
        Future<Void> played = Future.succeededFuture();
        for (GameConfig game : config.games()) {
            played = played.compose(v -> play(game, connection))
                    .map(guesses::addAll)
                    .mapEmpty();
        }
        return played.compose(v -> connection.finish())
                .eventually(connection::close)
                .map(guesses);
    }

    private Future<List<Guess>> play(GameConfig game, ClientConnection connection) {
        connection.tell(new Command.Params(game.range().lower(), game.range().upper()));
        return new Guesses(game, connection, transcript).play().eventually(() -> {
            connection.tell(Command.GAME_OVER);
            return Future.succeededFuture();
        });
    }
}
