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
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectionRampTest implements ConnectionRamp.Listener {
    private final Queue<Promise<NetSocket>> attempts = new ArrayDeque<>();
    private int begun;
    private final List<Integer> numbers = new ArrayList<>();
    private int failed;

    private ConnectionRamp ramp(int instances) {
        LoadConfig config = Schema.LOAD.read(new JsonObject());
        return new ConnectionRamp(null, this::attempt, config, new Partition(0, instances), this);
    }

    private Future<Void> connect(int count, int instances) {
        return ramp(instances).connect(count);
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
        numbers.add(k);
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
        assertThat(numbers).hasSize(64);
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
        assertThat(numbers).hasSize(37);
    }

    @Test
    void changeReplacesTheConnectionsThatHaveNotBegun() {
        ConnectionRamp ramp = ramp(1);
        Future<Void> done = ramp.connect(200);
        succeed(10);
        assertThat(ramp.opening()).isEqualTo(54);
        assertThat(ramp.connect(3)).isEqualTo(done);
        succeed(54);
        fail(1); // the probe
        succeed(3);
        assertThat(done.succeeded()).isTrue();
        assertThat(attempts).isEmpty();
        assertThat(numbers)
                .containsExactlyElementsOf(IntStream.range(0, 67).boxed().toList());
    }

    @Test
    void changeToNoneEndsTheRampAfterTheBatch() {
        ConnectionRamp ramp = ramp(1);
        Future<Void> done = ramp.connect(200);
        ramp.connect(0);
        fail(64);
        assertThat(done.succeeded()).isTrue();
        assertThat(attempts).isEmpty();
        assertThat(failed).as("those that have begun").isEqualTo(64);
    }

    @Test
    void anotherRampContinuesTheNumbers() {
        ConnectionRamp ramp = ramp(1);
        ramp.connect(2);
        succeed(2);
        assertThat(ramp.isRunning()).isFalse();
        Future<Void> second = ramp.connect(1);
        assertThat(second.isComplete()).isFalse();
        succeed(1);
        assertThat(second.succeeded()).isTrue();
        assertThat(numbers).containsExactly(0, 1, 2);
    }
}
