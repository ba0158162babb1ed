package dev.warmer.eventloop;

import dev.warmer.contract.ServerContract;
import io.vertx.core.transport.Transport;
import org.junit.jupiter.api.condition.EnabledIf;

/** The server waits by epoll, where the system has it. */
@EnabledIf("isAvailable")
class EpollTest extends EventLoopFixture implements ServerContract {
    static boolean isAvailable() {
        return Transport.EPOLL != null && Transport.EPOLL.available();
    }

    @Override
    protected Transport transport() {
        return Transport.EPOLL;
    }
}
