package dev.warmer.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmer.config.ClientConfig.Endpoint;
import dev.warmer.testing.Await;
import dev.warmer.testing.Ports;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetSocket;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ConnectorTest {
    private static final int ATTEMPTS = 5_000;

    private Connector connector;
    private int failed;

    /** Takes the place of the delay after each failure. */
    private Future<Void> noDelay(long delay) {
        failed++;
        if (failed == ATTEMPTS) {
            connector.stop();
        }
        return Future.succeededFuture();
    }

    @Test
    void thousandsOfFailedAttemptsDoNotOverflowTheStack(Vertx vertx) throws IOException {
        Duration timeout = Duration.ofHours(1);
        Endpoint server = new Endpoint("127.0.0.1", Ports.free(), timeout, timeout, Optional.empty());
        connector = new Connector(vertx, server, Optional.empty(), this::noDelay);
        Future<NetSocket> connection = Future.future(
                promise -> vertx.runOnContext(v -> connector.connect().onComplete(promise)));
        assertThatThrownBy(() -> Await.result(connection))
                .isInstanceOf(IOException.class)
                .hasMessage("client stopped while connecting");
        assertThat(failed).isEqualTo(ATTEMPTS);
    }
}
