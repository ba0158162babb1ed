package dev.warmer.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.LoadConfig;
import dev.warmer.config.Schema;
import dev.warmer.load.LoadRun.Partition;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetSocket;
import java.net.ConnectException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ConnectionRampTest implements ConnectionRamp.Listener {
    private final Queue<Promise<NetSocket>> attempts = new ArrayDeque<>();
    private int begun;
    private int connected;
    private int failed;

    private Future<Void> connect(int count, int instances) {
        LoadConfig config = Schema.LOAD.read(new JsonObject().put("players", count));
        return new ConnectionRamp(null, this::attempt, config, new Partition(0, instances), this).connect();
    }

    private Future<NetSocket> attempt() {
        begun++;
        Promise<NetSocket> attempt = Promise.promise();
        attempts.add(attempt);
        return attempt.future();
    }

    private void fail(int count) {
        for (int i = 0; i < count; i++) {
            attempts.remove().fail(new ConnectException("Connection refused"));
        }
    }

    @Override
    public void connected(int k, NetSocket socket) {
        connected++;
    }

    @Override
    public void connectFailed(Throwable cause, int connections) {
        failed += connections;
    }

    private void succeed(int count) {
        for (int i = 0; i < count; i++) {
            attempts.remove().complete(null);
        }
    }

    @Test
    void opensSixtyFourConnectionsAtATime() {
        connect(200, 1);
        succeed(63);
        assertThat(begun).isEqualTo(64);
    }

    @Test
    void waitsForAReplyToAProbeBeforeItOpensMore() {
        connect(200, 1);
        succeed(64);
        assertThat(begun).as("the connections and a probe").isEqualTo(65);
        fail(1);
        assertThat(begun).as("64 more, whether or not the probe has succeeded").isEqualTo(65 + 64);
        assertThat(connected).isEqualTo(64);
    }

    @Test
    void instancesShareTheConnectionsAtATime() {
        connect(200, 4);
        assertThat(begun).isEqualTo(16);
    }

    @Test
    void refusedConnectionsAreReportedWhenTheFirstAttemptsFail() {
        Future<Void> done = connect(10_000, 1);
        fail(64);
        assertThat(done.succeeded()).isTrue();
        assertThat(begun)
                .as("attempts, each of which takes the connect timeout")
                .isEqualTo(64);
        assertThat(failed).isEqualTo(10_000);
    }

    @Test
    void rampContinuesWhenAConnectionSucceedsAfterFailures() {
        Future<Void> done = connect(100, 1);
        fail(63);
        succeed(1);
        fail(1); // the probe
        assertThat(done.isComplete()).isFalse();
        succeed(36);
        assertThat(done.succeeded()).isTrue();
        assertThat(failed).isEqualTo(63);
        assertThat(connected).isEqualTo(37);
    }
}
