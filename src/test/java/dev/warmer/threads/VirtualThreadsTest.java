package dev.warmer.threads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.contract.ConnectionLimitsContract;
import dev.warmer.contract.DrainContract;
import dev.warmer.contract.ServerFixture;
import dev.warmer.contract.TransportContract;
import dev.warmer.testing.Driver;
import dev.warmer.testing.Peer;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What depends on threads. {@link ThreadedServerVerticleTest} runs all contracts, on platform threads. */
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "this Java has no virtual threads")
class VirtualThreadsTest extends ServerFixture implements TransportContract, ConnectionLimitsContract, DrainContract {
    VirtualThreadsTest() {
        super(Driver.THREADS);
    }

    @Override
    public JsonObject config() {
        return super.config().put("threads", "virtual");
    }

    @Test
    void everyConnectionHasAVirtualThread() {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        int port = driver().deploy(
                        vertx(),
                        config(),
                        line -> threads.add(Thread.currentThread().toString()))
                .port();
        try (Peer peer = Peer.connect(port)) {
            assertThat(peer.send("PARAMS 3 3\nNUMBER\nREPORT Correct\n\n").lines())
                    .containsExactly("3");
        }
        assertThat(threads).singleElement().asString().startsWith("VirtualThread");
    }
}
