package dev.warmer.eventloop;

import dev.warmer.contract.ServerFixture;
import dev.warmer.contract.TransportContract;
import dev.warmer.testing.Driver;
import io.vertx.core.transport.Transport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;

/** The sockets of each transport. {@link ServerVerticleTest} runs all contracts, on NIO. */
class TransportsTest {
    static boolean hasEpoll() {
        return isAvailable(Transport.EPOLL);
    }

    static boolean hasIoUring() {
        return isAvailable(Transport.IO_URING);
    }

    private static boolean isAvailable(Transport transport) {
        return transport != null && transport.available();
    }

    @Nested
    @EnabledIf("dev.warmer.eventloop.TransportsTest#hasEpoll")
    class Epoll extends ServerFixture implements TransportContract {
        Epoll() {
            super(Driver.EVENT_LOOP, Transport.EPOLL);
        }
    }

    @Nested
    @EnabledIf("dev.warmer.eventloop.TransportsTest#hasIoUring")
    class IoUring extends ServerFixture implements TransportContract {
        IoUring() {
            super(Driver.EVENT_LOOP, Transport.IO_URING);
        }
    }

    /** Direct sockets that write to the file descriptor. */
    @Nested
    @EnabledIf("dev.warmer.eventloop.TransportsTest#hasEpoll")
    class DirectOnEpoll extends ServerFixture implements TransportContract {
        DirectOnEpoll() {
            super(Driver.DIRECT_SOCKETS, Transport.EPOLL);
        }
    }

    /** Direct sockets that write through Netty. */
    @Nested
    class DirectOnNio extends ServerFixture implements TransportContract {
        DirectOnNio() {
            super(Driver.DIRECT_SOCKETS, Transport.NIO);
        }
    }

    /** Direct sockets that write through Netty, which reads into buffers of its own. */
    @Nested
    @EnabledIf("dev.warmer.eventloop.TransportsTest#hasIoUring")
    class DirectOnIoUring extends ServerFixture implements TransportContract {
        DirectOnIoUring() {
            super(Driver.DIRECT_SOCKETS, Transport.IO_URING);
        }
    }
}
