package dev.warmer.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.contract.ServerContract;
import dev.warmer.contract.ServerFixture;
import dev.warmer.testing.Await;
import dev.warmer.testing.Driver;
import dev.warmer.testing.Peer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "this Java has no virtual threads")
class AwaitServerVerticleTest extends ServerFixture implements ServerContract {
    AwaitServerVerticleTest() {
        super(Driver.AWAIT);
    }

    @Test
    void everyConnectionHasAVirtualThread() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        int port = driver().deploy(
                        vertx(),
                        config(),
                        line -> threads.add(Thread.currentThread().toString()))
                .port();
        for (int i = 0; i < 2; i++) {
            try (Peer peer = Peer.connect(port)) {
                assertThat(peer.send("PARAMS 3 3\nNUMBER\nREPORT Correct\n\n").lines())
                        .containsExactly("3");
            }
        }
        assertThat(threads).hasSize(2).allMatch(thread -> thread.startsWith("VirtualThread"));
    }

    @Test
    void otherThreadingModelsAreRejected() {
        assertThatThrownBy(() -> Await.result(vertx().deployVerticle(new AwaitServerVerticle())))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage("threadingModel: EVENT_LOOP is not allowed: VIRTUAL_THREAD");
    }
}
