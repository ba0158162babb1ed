package dev.warmer.threads;

import dev.warmer.contract.ClientContract;
import dev.warmer.contract.ClientFixture;
import dev.warmer.testing.Driver;
import io.vertx.core.VerticleBase;
import java.util.function.Consumer;

class ThreadedClientVerticleTest extends ClientFixture implements ClientContract {
    @Override
    public Driver driver() {
        return Driver.THREADS;
    }

    @Override
    public VerticleBase verticle(Consumer<String> transcript) {
        return new ThreadedClientVerticle(transcript);
    }
}
