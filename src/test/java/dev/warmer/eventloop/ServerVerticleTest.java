package dev.warmer.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.contract.ServerContract;
import dev.warmer.contract.ServerFixture;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.Peer;
import dev.warmer.testing.Ports;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ServerVerticleTest extends ServerFixture implements ServerContract {
    ServerVerticleTest() {
        super(Driver.EVENT_LOOP);
    }

    private void deploy(int instances, JsonObject config, Consumer<String> transcript) {
        DeploymentOptions options =
                new DeploymentOptions().setInstances(instances).setConfig(config);
        Await.result(vertx().deployVerticle(() -> new ServerVerticle(transcript), options));
    }

    private static void playGames(int count, int port) {
        for (int i = 0; i < count; i++) {
            try (Peer peer = Peer.connect(port)) {
                assertThat(peer.send("PARAMS 3 3\nNUMBER\nREPORT Correct\n\n").lines())
                        .containsExactly("3");
            }
        }
    }

    @Test
    void instancesShareAPortAndItsConnections() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        int port = Ports.free();
        deploy(2, config().put("port", port), line -> threads.add(Thread.currentThread()));
        playGames(8, port);
        assertThat(threads).hasSize(2);
    }

    @Test
    void maxConnectionsHoldsForAllInstancesTogether() {
        int port = Ports.free();
        deploy(3, config().put("port", port).put("maxConnections", 4), line -> {});
        List<Peer> admitted = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                admitted.add(Peer.connect(port).startGame());
            }
            for (int i = 0; i < 3; i++) { // one for each instance
                Peer.connect(port).assertClosedWithError("TOO_MANY_CONNECTIONS");
            }
            admitted.remove(0).send("\n").assertClosed();
            admitted.add(Peer.connectOnceAdmitted(port));
            Peer.connect(port).assertClosedWithError("TOO_MANY_CONNECTIONS");
            admitted.forEach(Peer::startGame);
        } finally {
            admitted.forEach(Peer::close);
        }
    }

    @Test
    void allConnectionsOfAnInstanceShareAnEventLoop() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        int port = Ports.free();
        deploy(1, config().put("port", port), line -> threads.add(Thread.currentThread()));
        playGames(20, port);
        assertThat(threads)
                .singleElement()
                .extracting(Thread::getName)
                .asString()
                .contains("eventloop");
    }
}
