package dev.warmer.eventloop;

import dev.warmer.contract.ServerContract;
import io.vertx.core.transport.Transport;
import org.junit.jupiter.api.condition.EnabledIf;

/** The server waits by io_uring, where the system has it. */
@EnabledIf("isAvailable")
class IoUringTest extends EventLoopFixture implements ServerContract {
    static boolean isAvailable() {
        return Transport.IO_URING != null && Transport.IO_URING.available();
    }

    @Override
    protected Transport transport() {
        return Transport.IO_URING;
    }
}
