package dev.warmer.eventloop;

import dev.warmer.contract.LimitsContract;
import dev.warmer.contract.ServerContract;
import io.vertx.core.json.JsonObject;
import io.vertx.core.transport.Transport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;

/** The optional direct sockets. */
class DirectSocketsTest {
    private static JsonObject direct(JsonObject config) {
        return config.put("sockets", "direct");
    }

    /** Where they write to the file descriptor. */
    @Nested
    @EnabledIf("dev.warmer.eventloop.EpollTest#isAvailable")
    class OnEpoll extends EventLoopFixture implements ServerContract, LimitsContract {
        @Override
        public JsonObject config() {
            return direct(super.config());
        }

        @Override
        protected Transport transport() {
            return Transport.EPOLL;
        }
    }

    /** Where Netty writes. */
    @Nested
    class OnNio extends EventLoopFixture implements ServerContract {
        @Override
        public JsonObject config() {
            return direct(super.config());
        }
    }

    /** Where Netty writes, and reads into buffers of its own. */
    @Nested
    @EnabledIf("dev.warmer.eventloop.IoUringTest#isAvailable")
    class OnIoUring extends EventLoopFixture implements ServerContract {
        @Override
        public JsonObject config() {
            return direct(super.config());
        }

        @Override
        protected Transport transport() {
            return Transport.IO_URING;
        }
    }
}
