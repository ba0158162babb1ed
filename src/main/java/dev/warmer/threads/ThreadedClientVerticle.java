package dev.warmer.threads;

import dev.warmer.config.ClientConfig;
import dev.warmer.config.ClientConfig.GameConfig;
import dev.warmer.config.Schema;
import dev.warmer.game.Guess;
import dev.warmer.lifecycle.Completion;
import dev.warmer.lifecycle.OutputQueue;
import dev.warmer.protocol.Transcript;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The client on a thread: plays the configured games, one after another over one connection, with blocking sockets.
 * Publishes its {@link Completion} when they are played. See {@link ClientConfig} for its configuration.
 */
public final class ThreadedClientVerticle extends VerticleBase {
    private final Transcript transcript;
    private ClientConfig config;
    private Connector connector;

    /** Prints the transcript on standard output. */
    public ThreadedClientVerticle() {
        this(OutputQueue.STDOUT::put);
    }

    /** @param transcript receives each line of the transcript, on the client's thread */
    public ThreadedClientVerticle(Consumer<String> transcript) {
        this.transcript = new Transcript(transcript);
    }

    @Override
    public Future<?> start() {
        config = Schema.CLIENT.read(config());
        return Connector.create(vertx, config.server()).map(created -> {
            connector = created;
            Promise<Void> played = Promise.promise();
            Threads.named("client", false).newThread(() -> run(played)).start();
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

    private void play() throws IOException, InterruptedException {
        List<Guess> guesses = new ArrayList<>();
        try (ClientConnection connection = connector.connect()) {
            for (GameConfig game : config.games()) {
                guesses.addAll(new GameLoop(game, connection, transcript).play());
            }
            connection.finish();
        }
        transcript.played(guesses);
    }

    @Override
    public Future<?> stop() throws IOException {
        if (connector != null) {
            connector.close();
        }
        return Future.succeededFuture();
    }
}
