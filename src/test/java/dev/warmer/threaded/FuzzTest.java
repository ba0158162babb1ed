package dev.warmer.threaded;

import dev.warmer.contract.FuzzContract;
import dev.warmer.contract.ServerFixture;
import io.vertx.core.VerticleBase;
import java.util.function.Consumer;

class FuzzTest extends ServerFixture implements FuzzContract {
    @Override
    public VerticleBase verticle(Consumer<String> transcript) {
        return new ThreadedServerVerticle(transcript);
    }

    @Override
    public int port(VerticleBase verticle) {
        return ((ThreadedServerVerticle) verticle).port();
    }
}
