package dev.warmer.eventloop;

import dev.warmer.contract.ServerFixture;
import io.vertx.core.VerticleBase;
import java.util.function.Consumer;

/** The server up is the one on event loops. */
abstract class EventLoopFixture extends ServerFixture {
    @Override
    public final VerticleBase verticle(Consumer<String> transcript) {
        return new ServerVerticle(transcript);
    }

    @Override
    public final int port(VerticleBase verticle) {
        return ((ServerVerticle) verticle).port();
    }
}
