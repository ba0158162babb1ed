package dev.warmer.await;

import static io.vertx.core.Future.await;

import dev.warmer.client.ClientConnection;
import dev.warmer.client.Connector;
import dev.warmer.config.ClientConfig;
import dev.warmer.config.ClientConfig.GameConfig;
import dev.warmer.config.InvalidConfigException;
import dev.warmer.config.Schema;
import dev.warmer.game.Guess;
import dev.warmer.lifecycle.Completion;
import dev.warmer.lifecycle.OutputQueue;
import dev.warmer.protocol.Transcript;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The client on a virtual thread of Vert.x: plays the configured games, one after another over one connection, and awaits
 * each reply. To be deployed with the threading model {@link ThreadingModel#VIRTUAL_THREAD}, which needs Java 21.
 * Publishes its {@link Completion} when they are played. See {@link ClientConfig} for its configuration.
 */
public final class AwaitClientVerticle extends VerticleBase {
    private final Transcript transcript;
    private ClientConfig config;
    private Connector connector;

    /** Prints the transcript on standard output. */
    public AwaitClientVerticle() {
        this(OutputQueue.STDOUT::put);
    }

    /** @param transcript receives each line of the transcript, on the client's thread; may block */
    public AwaitClientVerticle(Consumer<String> transcript) {
        this.transcript = new Transcript(transcript);
    }

    @Override
    public Future<?> start() {
        if (context.threadingModel() != ThreadingModel.VIRTUAL_THREAD) {
            throw new InvalidConfigException("threadingModel", context.threadingModel(), "VIRTUAL_THREAD");
        }
        config = Schema.CLIENT.read(config());
        return Connector.create(vertx, config.server()).map(created -> {
            connector = created;
            Promise<Void> played = Promise.promise();
            context.runOnContext(start -> run(played)); // a thread of its own
            Completion.publish(vertx, context, played.future());
            return null;
        });
    }

    /** Completes the promise whatever happens, an {@link Error} included: a process may wait for it to exit. */
    private void run(Promise<Void> played) {
        try {
            play();
        } catch (Throwable e) {
            played.fail(e);
            return;
        }
        played.complete();
    }

    private void play() {
        List<Guess> guesses = new ArrayList<>();
        ClientConnection connection = new ClientConnection(
                vertx, await(connector.connect()), config.server().replyTimeout());
        try {
            for (GameConfig game : config.games()) {
                guesses.addAll(new GameLoop(game, connection, transcript).play());
            }
            await(connection.finish());
        } finally {
            await(connection.close());
        }
        transcript.played(guesses);
    }

    @Override
    public Future<?> stop() {
        return connector == null ? Future.succeededFuture() : connector.close();
    }
}
