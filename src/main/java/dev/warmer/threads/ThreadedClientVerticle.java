package dev.warmer.threads;

import dev.warmer.config.ClientConfig;
import dev.warmer.config.Schema;
import dev.warmer.lifecycle.Completion;
import dev.warmer.protocol.Transcript;
import dev.warmer.tls.Credentials;
import dev.warmer.tls.TlsSockets;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts and stops the client on a thread, so that it is launched like any other. Gives word by {@link Completion}
 * when its games are played. See {@link ClientConfig} for what can be tuned.
 */
public final class ThreadedClientVerticle extends VerticleBase {
    private final Transcript transcript;
    private ThreadedClient client;

    /** Tells of its games on standard output. */
    public ThreadedClientVerticle() {
        this(System.out::println);
    }

    /** @param transcript takes each line of the transcript, on the client's thread */
    public ThreadedClientVerticle(Consumer<String> transcript) {
        this.transcript = new Transcript(transcript);
    }

    @Override
    public Future<?> start() {
        ClientConfig config = Schema.CLIENT.read(config());
        return tls(config).onSuccess(tls -> start(new ThreadedClient(config, tls, transcript)));
    }

    private Future<Optional<TlsSockets>> tls(ClientConfig config) {
        return config.server()
                .tls()
                .map(tls -> vertx.executeBlocking(
                        () -> Optional.of(new TlsSockets(vertx, Credentials.read(vertx, tls.files())))))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private void start(ThreadedClient started) {
        client = started;
        Promise<Void> played = Promise.promise();
        Completion.publish(vertx, context, played.future());
        Threads.named("client", false).newThread(() -> play(played)).start();
    }

    private void play(Promise<Void> played) {
        try {
            client.play();
            played.complete();
        } catch (Exception e) {
            played.fail(e);
        }
    }

    @Override
    public Future<?> stop() throws IOException {
        if (client != null) {
            client.close();
        }
        return Future.succeededFuture();
    }
}
