package dev.warmer.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A client that does not read its replies harms nobody but itself. */
public interface BackPressureContract extends ServerUnderTest {
    /** More than the buffers of both ends in the kernel take, and far less than a heap. */
    long LIMIT = 64L << 20;

    @Test
    default void takesNoMoreFromClientsWhoNeverRead() throws IOException {
        try (Flood first = new Flood(port());
                Flood second = new Flood(port());
                Peer healthy = connect()) {
            assertThat(first.sendUntilStuck(LIMIT)).isLessThan(LIMIT);
            assertThat(second.sendUntilStuck(LIMIT)).isLessThan(LIMIT);
            for (int i = 1; i <= 100; i++) {
                assertThat(healthy.send("PARAMS " + i + " " + i + "\nNUMBER\n").line())
                        .isEqualTo(String.valueOf(i));
            }
            first.checkReplies();
        }
    }

    @Test
    default void stopsAlthoughAClientNeverReads() throws IOException {
        Deployed server = deploy(config(), line -> {});
        try (Flood flood = new Flood(server.port())) {
            assertThat(flood.sendUntilStuck(LIMIT)).isLessThan(LIMIT);
            Future<Void> stopped = vertx().undeploy(server.id());
            ServerUnderTest.await(stopped);
            assertThat(stopped.succeeded()).isTrue();
        }
    }
}
