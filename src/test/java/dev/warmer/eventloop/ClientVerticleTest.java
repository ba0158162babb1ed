package dev.warmer.eventloop;

import dev.warmer.contract.ClientContract;
import dev.warmer.contract.ClientFixture;
import dev.warmer.testing.Driver;
import io.vertx.core.VerticleBase;
import java.util.function.Consumer;

class ClientVerticleTest extends ClientFixture implements ClientContract {
    @Override
    public Driver driver() {
        return Driver.EVENT_LOOP;
    }

    @Override
    public VerticleBase verticle(Consumer<String> transcript) {
        return new ClientVerticle(transcript);
    }
}
