package dev.warmer.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warmer.config.InvalidConfigException;
import dev.warmer.contract.ServerContract;
import dev.warmer.contract.ServerUnderTest;
import io.vertx.core.DeploymentOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

class ThreadedServerVerticleTest extends ThreadedFixture implements ServerContract {
    @Test
    void oneInstanceIsAllThatMayBeDeployed() {
        DeploymentOptions two = new DeploymentOptions().setInstances(2).setConfig(config());
        assertThatThrownBy(() -> ServerUnderTest.await(vertx().deployVerticle(() -> verticle(line -> {}), two)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage("instances: 2 is not allowed: 1, which takes any number of connections");
    }

    @Test
    void hasLeftThePortOnceItIsStopped() {
        int port = 0;
        for (int i = 0; i < 20; i++) {
            Deployed server = deploy(config().put("port", port), line -> {});
            port = server.port();
            ServerUnderTest.await(vertx().undeploy(server.id()));
        }
        assertThat(port).isPositive();
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_20, disabledReason = "this Java has virtual threads: see VirtualThreadsTest")
    void virtualThreadsNeedANewerJava() {
        assertThatThrownBy(() -> deploy(config().put("threads", "virtual"), line -> {}))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("threads: \"virtual\" is not allowed: platform, since virtual needs Java 21");
        assertThat(told()).isEmpty();
    }
}
