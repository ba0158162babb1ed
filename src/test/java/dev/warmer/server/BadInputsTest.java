package dev.warmer.server;

import dev.warmer.contract.BadInputsContract;
import dev.warmer.contract.ServerFixture;
import io.vertx.core.VerticleBase;
import java.util.function.Consumer;

class BadInputsTest extends ServerFixture implements BadInputsContract {
    @Override
    public VerticleBase verticle(Consumer<String> transcript) {
        return new ServerVerticle(transcript);
    }

    @Override
    public int port(VerticleBase verticle) {
        return ((ServerVerticle) verticle).port();
    }
}
