package dev.warmer.server;

import dev.warmer.contract.LimitsContract;
import dev.warmer.contract.ServerContract;
import dev.warmer.contract.ServerFixture;
import io.vertx.core.VerticleBase;
import io.vertx.core.transport.Transport;
import java.util.function.Consumer;
import org.junit.jupiter.api.condition.EnabledIf;

/** The server waits by io_uring, where the system has it. */
@EnabledIf("isAvailable")
class IoUringTest extends ServerFixture implements ServerContract, LimitsContract {
    static boolean isAvailable() {
        return Transport.IO_URING != null && Transport.IO_URING.available();
    }

    @Override
    protected Transport transport() {
        return Transport.IO_URING;
    }

    @Override
    public VerticleBase verticle(Consumer<String> transcript) {
        return new ServerVerticle(transcript);
    }

    @Override
    public int port(VerticleBase verticle) {
        return ((ServerVerticle) verticle).port();
    }
}
