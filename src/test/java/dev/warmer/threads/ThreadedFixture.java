package dev.warmer.threads;

import dev.warmer.contract.ServerFixture;
import io.vertx.core.VerticleBase;
import java.util.function.Consumer;

/** The server up is the one on threads. */
abstract class ThreadedFixture extends ServerFixture {
    @Override
    public final VerticleBase verticle(Consumer<String> transcript) {
        return new ThreadedServerVerticle(transcript);
    }

    @Override
    public final int port(VerticleBase verticle) {
        return ((ThreadedServerVerticle) verticle).port();
    }
}
