package dev.warmer.threaded;

import dev.warmer.contract.BadInputsContract;
import dev.warmer.contract.ServerFixture;
import io.vertx.core.VerticleBase;
import java.util.function.Consumer;

class BadInputsTest extends ServerFixture implements BadInputsContract {
    @Override
    public VerticleBase verticle(Consumer<String> transcript) {
        return new ThreadedServerVerticle(transcript);
    }

    @Override
    public int port(VerticleBase verticle) {
        return ((ThreadedServerVerticle) verticle).port();
    }
}
