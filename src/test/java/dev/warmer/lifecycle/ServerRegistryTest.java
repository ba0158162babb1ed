package dev.warmer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmer.config.Schema;
import dev.warmer.connection.ConnectionLimiter;
import dev.warmer.connection.ConnectionListener;
import dev.warmer.connection.OpenConnections;
import dev.warmer.connection.OpenConnections.ManagedConnection;
import dev.warmer.connection.ServerState;
import dev.warmer.lifecycle.ServerRegistry.Server;
import dev.warmer.metrics.Driver;
import dev.warmer.testing.Await;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerRegistryTest {
    private final Vertx vertx = Vertx.vertx();
    private final ServerRegistry registry = new ServerRegistry();

    @AfterEach
    void close() {
        Await.result(vertx.close());
    }

    /** {@return the contexts of a deployment of so many instances} */
    private List<Context> deploy(int instances) {
        List<Context> contexts = new CopyOnWriteArrayList<>();
        Await.result(vertx.deployVerticle(
                () -> new VerticleBase() {
                    @Override
                    public Future<?> start() {
                        contexts.add(context);
                        return Future.succeededFuture();
                    }
                },
                new DeploymentOptions().setInstances(instances)));
        return contexts;
    }

    private static Server server(int connections) {
        OpenConnections open = new OpenConnections();
        for (int i = 0; i < connections; i++) {
            open.add(new ManagedConnection() {
                @Override
                public void check(long now) {}

                @Override
                public void reset() {}

                @Override
                public ConnectionListener listener() {
                    return ConnectionListener.NONE;
                }
            });
        }
        return new Server(
                Driver.THREADS,
                SocketAddress.inetSocketAddress(1234, "localhost"),
                false,
                open,
                new ServerState(
                        new ConnectionLimiter(),
                        Schema.SERVER.read(new JsonObject()).limits()),
                Optional::empty);
    }

    @Test
    void firstInstanceToDrainReportsTheConnectionsOfAllInstances() {
        List<Context> servers = deploy(3);
        for (int i = 0; i < servers.size(); i++) {
            registry.setListening(servers.get(i), server(i + 1));
        }
        assertThat(registry.setDraining(servers.get(1))).hasValue(1 + 2 + 3);
        assertThat(registry.setDraining(servers.get(0))).isEmpty();
        assertThat(registry.listening()).isEmpty();
        assertThat(registry.draining()).containsOnlyKeys(servers.toArray(Context[]::new));
    }

    @Test
    void firstInstanceInItsDrainDelayMakesTheProcessNotReadyWhileAllListen() {
        List<Context> servers = deploy(2);
        servers.forEach(context -> registry.setListening(context, server(1)));
        assertThat(registry.setDelaying(servers.get(1))).isTrue();
        assertThat(registry.isReady()).isFalse();
        assertThat(registry.setDelaying(servers.get(0))).isFalse();
        assertThat(registry.delaying()).isEqualTo(registry.listening()).hasSize(2);
        assertThat(registry.listening()).containsOnlyKeys(servers.toArray(Context[]::new));
        assertThat(registry.setDraining(servers.get(0))).hasValue(2);
        assertThat(registry.delaying()).isEmpty();
        assertThat(registry.isReady()).isFalse();
    }

    @Test
    void eachDeploymentHasAFirstInstanceInItsDrainDelay() {
        for (int i = 0; i < 2; i++) {
            Context server = deploy(1).get(0);
            registry.setListening(server, server(1));
            assertThat(registry.setDelaying(server)).isTrue();
        }
    }

    @Test
    void otherDeploymentsKeepListeningButTheProcessIsNotReady() {
        Context draining = deploy(1).get(0);
        Context other = deploy(1).get(0);
        registry.setListening(draining, server(1));
        registry.setListening(other, server(2));
        assertThat(registry.isReady()).isTrue();
        assertThat(registry.setDraining(draining)).hasValue(1);
        assertThat(registry.listening()).containsOnlyKeys(other);
        assertThat(registry.isReady()).isFalse();
        registry.remove(draining);
        assertThat(registry.isReady()).isTrue();
    }
}
