package dev.warmer.threads;

import dev.warmer.contract.ClientFixture;
import dev.warmer.contract.ProxyContract;
import io.vertx.core.VerticleBase;
import java.util.function.Consumer;

class ProxyTest extends ClientFixture implements ProxyContract {
    @Override
    public VerticleBase verticle(Consumer<String> transcript) {
        return new ThreadedClientVerticle(transcript);
    }
}
