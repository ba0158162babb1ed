package dev.warmer.eventloop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.contract.Peer;
import dev.warmer.contract.Players;
import dev.warmer.contract.ServerContract;
import dev.warmer.contract.ServerUnderTest;
import dev.warmer.process.Ports;
import io.vertx.core.DeploymentOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class ServerVerticleTest extends EventLoopFixture implements ServerContract {
    @Test
    void severalInstancesShareAPortAndItsPeers() throws IOException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        int port = Ports.free();
        DeploymentOptions two = new DeploymentOptions().setInstances(2).setConfig(config().put("port", port));
        ServerUnderTest.await(
                vertx().deployVerticle(() -> new ServerVerticle(line -> threads.add(Thread.currentThread())), two));
        for (int i = 1; i <= 8; i++) {
            try (Peer peer = Peer.connect(port)) {
                assertThat(peer.send("PARAMS 3 3\nNUMBER\nREPORT Correct\n\n").lines())
                        .containsExactly("3");
            }
        }
        assertThat(threads).hasSize(2);
    }

    @Test
    void severalInstancesLetInNoMoreThanOneWould() throws IOException {
        int port = Ports.free();
        DeploymentOptions three = new DeploymentOptions()
                .setInstances(3)
                .setConfig(config().put("port", port).put("maxConnections", 4));
        ServerUnderTest.await(vertx().deployVerticle(() -> new ServerVerticle(line -> {}), three));
        List<Peer> in = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                in.add(Players.inAGame(Peer.connect(port)));
            }
            for (int i = 0; i < 3; i++) { // each instance has its turn
                Players.isLeft(Peer.connect(port), "TOO_MANY_CONNECTIONS");
            }
            Players.isLeft(in.remove(0).send("\n"));
            in.add(Players.awaitRoom(() -> Peer.connect(port)));
            Players.isLeft(Peer.connect(port), "TOO_MANY_CONNECTIONS");
            in.forEach(Players::inAGame);
        } finally {
            in.forEach(Peer::close);
        }
    }

    @Test
    void noConnectionHasAThread() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        int port = deploy(config(), line -> threads.add(Thread.currentThread())).port();
        for (int i = 0; i < 20; i++) {
            try (Peer peer = Peer.connect(port)) {
                assertThat(peer.send("PARAMS 3 3\nNUMBER\nREPORT Correct\n\n").lines())
                        .containsExactly("3");
            }
        }
        assertThat(threads)
                .singleElement()
                .extracting(Thread::getName)
                .asString()
                .contains("eventloop");
    }
}
